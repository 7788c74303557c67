internal import Mappings

extension Console {
    /// Writes a diagnostic to standard output, its first line emphasised.
    func print(_ diagnostic: Diagnostic) {
        print(Self.text(of: diagnostic, style, width: outputIsTerminal ? width : nil))
    }

    /// Writes a diagnostic to standard error, its first line emphasised.
    func note(_ diagnostic: Diagnostic) {
        note(Self.text(of: diagnostic, errorStyle, width: errorIsTerminal ? width : nil))
    }

    /// - Parameter width: columns of the terminal; nil where there is none.
    private static func text(of diagnostic: Diagnostic, _ style: TextStyle, width: Int?) -> String {
        let text = width.map { diagnostic.text(columns: $0) } ?? diagnostic.text
        return style.bold(diagnostic.headline) + text.dropFirst(diagnostic.headline.count)
    }
}
