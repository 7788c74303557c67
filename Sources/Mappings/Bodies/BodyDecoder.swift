package import JSON

/// Reads a body as its Content-Type says.
package enum BodyDecoder {
    /// The kinds of bodies that can be read.
    package enum Format: Sendable {
        case json
        case form
    }

    /// The Content-Type of a form.
    package static let formType = "application/x-www-form-urlencoded"

    /// What a body of that Content-Type is, or nil when it cannot be read.
    ///
    /// `application/json`, any type with the suffix `+json` (RFC 6839), and no type at all are JSON. Parameters do not
    /// count: JSON is UTF-8 (RFC 8259, section 8.1).
    package static func format(ofType contentType: String?) -> Format? {
        // Asked several times of each event, and nearly always of this.
        guard let contentType, contentType != "application/json" else { return .json }
        // Bytes: as characters these few lines took 1 % of the path of an event.
        let type = contentType.utf8.prefix { $0 != UInt8(ascii: ";") }
        let name = type.lazy.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }.map {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0
        }
        if name.isEmpty || name.elementsEqual("application/json".utf8) { return .json }
        if name.elementsEqual("application/x-www-form-urlencoded".utf8) { return .form }
        return name.reversed().starts(with: "+json".utf8.reversed()) ? .json : nil
    }

    /// What is odd about a body of that Content-Type, for the event's warnings; nil nearly always.
    ///
    /// JSON that a sender calls a form is read as one, by its Content-Type: a single odd name, so that every query comes out
    /// missing, and nothing else says why.
    package static func remark(on bytes: [UInt8], type contentType: String?) -> String? {
        guard format(ofType: contentType) == .form,
            let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }), "{[".utf8.contains(first),
            (try? JSONDocument(parsing: bytes)) != nil
        else { return nil }
        return "it is JSON, and was read as the form that its Content-Type says it is: have it sent as application/json"
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
