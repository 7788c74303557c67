internal import Mappings

/// Diagnostics on a terminal.
enum DiagnosticText {
    /// The report, its first line emphasised.
    static func coloured(_ diagnostic: Diagnostic, _ style: TextStyle) -> String {
        style.bold(diagnostic.headline) + diagnostic.text.dropFirst(diagnostic.headline.count)
    }
}
