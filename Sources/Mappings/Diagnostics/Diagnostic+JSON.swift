package import JSON

extension Diagnostic {
    /// Writes the diagnostic as an object: `file`, `line`, `column`, `severity`, `code`, `message`, `suggestion`.
    ///
    /// `suggestion` is null when there is none.
    package func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("file", file)
        writer.member("line", line)
        writer.member("column", column)
        writer.member("severity", severity.rawValue)
        writer.member("code", code.rawValue)
        writer.member("message", message)
        writer.member("suggestion", suggestion)
        writer.endObject()
    }
}
