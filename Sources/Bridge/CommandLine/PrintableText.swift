/// Text from outside on its way to a terminal.
enum PrintableText {
    /// `text` in one line, control characters replaced by spaces: nothing that came from outside steers the terminal.
    static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
    }
}
