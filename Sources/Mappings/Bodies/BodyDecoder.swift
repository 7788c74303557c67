package import JSON

/// Reads a body as its Content-Type says.
package enum BodyDecoder {
    /// The kinds of bodies that can be read.
    package enum Format: Sendable {
        case json
        case form
    }

    /// What a body of that Content-Type is, or nil when it cannot be read.
    ///
    /// `application/json`, any type with the suffix `+json` (RFC 6839), and no type at all are JSON. Parameters do not
    /// count: JSON is UTF-8 (RFC 8259, section 8.1).
    package static func format(ofType contentType: String?) -> Format? {
        let type = (contentType ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        let name = String(Substring(type)).filter { $0 != " " && $0 != "\t" }.lowercased()
        switch name {
        case "", "application/json": return .json
        case "application/x-www-form-urlencoded": return .form
        default: return name.hasSuffix("+json") ? .json : nil
        }
    }

    /// The body as a document, a form as the JSON that it stands for.
    package static func decode(_ bytes: [UInt8], type contentType: String?) throws(BodyError) -> JSONDocument {
        switch format(ofType: contentType) {
        case .json:
            do throws(JSONParserError) {
                return try JSONDocument(parsing: bytes)
            } catch {
                throw .notJSON(error)
            }
        case .form:
            do throws(FormError) {
                return try FormDecoder.decode(bytes)
            } catch {
                throw .notForm(error)
            }
        case nil:
            throw .unsupportedType(contentType ?? "")
        }
    }
}
