/// Colours by meaning, or none.
struct TextStyle: Sendable {
    let coloured: Bool

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func faint(_ text: String) -> String { wrapped(text, "2") }
    func good(_ text: String) -> String { wrapped(text, "32") }
    func warning(_ text: String) -> String { wrapped(text, "33") }
    func bad(_ text: String) -> String { wrapped(text, "1;31") }
    func name(_ text: String) -> String { wrapped(text, "36") }

    /// SGR sequences of ECMA-48, section 8.3.117.
    private func wrapped(_ text: String, _ code: String) -> String {
        coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
