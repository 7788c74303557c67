extension String {
    /// The text without what would steer a terminal or turn the direction of writing: each such scalar as a space.
    var printable: String {
        let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        return String(UnicodeScalarView(scalars))
    }

    /// The text cut to so many characters, the last an ellipsis where something is left out.
    func shortened(to length: Int) -> String {
        count <= length ? self : prefix(max(0, length - 1)) + "…"
    }
}
