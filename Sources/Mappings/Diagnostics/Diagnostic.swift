/// One problem of a file, with its place, as a good compiler would report it.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Sendable {
        /// The file cannot be used.
        case error
        /// The file can be used, but probably does not do what its author meant.
        case warning
    }

    /// The file's name as it was given.
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars.
    package let column: Int
    /// How many scalars of the line the problem spans; at least 1.
    package let length: Int
    package let severity: Severity
    package let code: DiagnosticCode
    /// One sentence without a full stop.
    package let message: String
    /// The text that would stand in the place of the offending one; nil when none is near.
    package let suggestion: String?
    /// The line of the file, without its end; of a very long one a part.
    ///
    /// Empty when the file could not be read.
    package let sourceLine: String
    /// The column of the first scalar of `sourceLine`: 1 but for a very long line.
    package let sourceColumn: Int

    package init(
        file: String,
        line: Int,
        column: Int,
        length: Int = 1,
        severity: Severity = .error,
        code: DiagnosticCode,
        message: String,
        suggestion: String? = nil,
        sourceLine: String = "",
        sourceColumn: Int = 1
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.length = max(1, length)
        self.severity = severity
        self.code = code
        self.message = message
        self.suggestion = suggestion
        self.sourceLine = sourceLine
        self.sourceColumn = sourceColumn
    }

    /// Whether this one comes before `other` in a list: by place, and of two at one place the error first.
    package func comesBefore(_ other: Diagnostic) -> Bool {
        if line != other.line { return line < other.line }
        if column != other.column { return column < other.column }
        return severity == .error && other.severity == .warning
    }
}
