internal import JSON
internal import Linux
internal import Mappings

/// A body that a command is given: a file, or standard input.
struct PayloadInput {
    /// What to call it in messages.
    let place: String
    let bytes: [UInt8]

    /// Why it could not be had.
    struct Failure: Error {
        let text: String
    }

    /// Reads a body that a sender may send, where `limits.body` is as large as it can be; a larger one is refused.
    ///
    /// - Parameters:
    ///   - path: a file's path; nil or `-` reads standard input to its end.
    ///   - console: told what is waited for, where a person is to type it.
    init(_ path: String?, _ console: Console) throws(Failure) {
        let file = path.flatMap { $0 == "-" ? nil : $0 }
        place = file ?? "standard input"
        do {
            if let file {
                bytes = try Files.read(file, limit: LimitsConfiguration.longestBody)
            } else {
                if console.inputIsTerminal { console.note("reading the payload from standard input, to Ctrl-D") }
                bytes = try Files.readStandardInput(limit: LimitsConfiguration.longestBody)
            }
        } catch {
            let wayOut = "name a file that holds a webhook's body, or - for standard input"
            throw Failure(text: "\(place): cannot be read: \(error.reason); \(wayOut)")
        }
    }

    /// Whether it is a form, as far as can be seen, and no JSON.
    var looksLikeForm: Bool {
        let first = bytes.first { $0 > 0x20 }
        return !(first.map { "{[\"".utf8.contains($0) } ?? true) && bytes.contains(UInt8(ascii: "="))
    }

    /// The body as it would be sent: a form without the line ends of its file, for those of its own are `%0A`.
    func body(isForm: Bool) -> [UInt8] {
        isForm ? bytes.filter { $0 != 0x0A && $0 != 0x0D } : bytes
    }

    /// The body as a document.
    func document(isForm: Bool) throws(Failure) -> JSONDocument {
        do {
            return try BodyDecoder.decode(body(isForm: isForm), type: Self.type(isForm: isForm))
        } catch {
            throw Failure(text: "\(place): \(error)" + (!isForm && looksLikeForm ? "; a form is read with --form" : ""))
        }
    }

    /// What is odd about the body, as an event's warning says it; nil: nothing.
    func remark(isForm: Bool) -> String? {
        BodyDecoder.remark(on: body(isForm: isForm), type: Self.type(isForm: isForm))
    }

    private static func type(isForm: Bool) -> String? {
        isForm ? BodyDecoder.formType : nil
    }
}
