extension String {
    /// The text in one line, without what would steer a terminal: each such scalar as a space.
    ///
    /// For what came from outside, on its way to a person.
    package var printable: String {
        String(UnicodeScalarView(unicodeScalars.map { $0.steersTerminal ? " " : $0 }))
    }
}
