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
}
