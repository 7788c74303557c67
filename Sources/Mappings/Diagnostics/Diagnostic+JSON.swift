package import JSON

extension Diagnostic {
    /// Writes the diagnostic as an object: `file`, `line`, `column`, `severity`, `code`, `message`, `suggestion`.
    ///
    /// `suggestion` is null when there is none.
    package func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("file")
        writer.string(file)
        writer.name("line")
        writer.number(line)
        writer.name("column")
        writer.number(column)
        writer.name("severity")
        writer.string(severity.rawValue)
        writer.name("code")
        writer.string(code.rawValue)
        writer.name("message")
        writer.string(message)
        writer.name("suggestion")
        if let suggestion { writer.string(suggestion) } else { writer.null() }
        writer.endObject()
    }
}
