extension String {
    /// The text in one line, without what would steer a terminal: each such scalar as a space.
    ///
    /// For what came from outside, on its way to a person.
    package var printable: String {
        isPrintableASCII ? self : String(UnicodeScalarView(unicodeScalars.map { $0.steersTerminal ? " " : $0 }))
    }

    /// Whether each scalar is a letter, digit, sign or blank of ASCII, which takes one column and steers nothing: most texts
    /// are, and need no look at the tables of Unicode.
    package var isPrintableASCII: Bool {
        utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
