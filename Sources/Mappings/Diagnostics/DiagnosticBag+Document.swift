package import JSON

extension DiagnosticBag {
    /// Parses the file as JSON with comments; nil when it is none, which is reported.
    ///
    /// Reports also each name that an object has twice.
    package mutating func parse() -> JSONDocument? {
        do throws(JSONParserError) {
            let document = try JSONDocument(parsing: bytes, dialect: .jsonc)
            for name in document.duplicateNames {
                let message = "the name '\(name.text)' is given twice in one object: remove one of them"
                error(.duplicateName, at: name, message)
            }
            return document
        } catch {
            self.error(.invalidSyntax, at: error.offset..<error.offset + 1, "\(error.reason)")
            return nil
        }
    }
}
