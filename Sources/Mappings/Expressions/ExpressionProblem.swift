/// Something wrong, or odd, in the text of a value, condition or query.
struct ExpressionProblem: Equatable {
    let severity: Diagnostic.Severity
    let code: DiagnosticCode
    /// Which bytes of the decoded text.
    let range: Range<Int>
    let message: String
    let suggestion: String?

    init(
        _ code: DiagnosticCode,
        _ range: Range<Int>,
        _ message: String,
        suggestion: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        self.severity = severity
        self.code = code
        self.range = range
        self.message = message
        self.suggestion = suggestion
    }
}
