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

    /// As large as a body may be configured to be.
    private static let limit = 1 << 30

    /// - Parameter path: a file's path; nil or `-` reads standard input to its end.
    init(_ path: String?) throws(Failure) {
        do {
            if let path, path != "-" {
                place = path
                bytes = try Files.read(path, limit: Self.limit)
            } else {
                place = "standard input"
                bytes = try Files.readStandardInput(limit: Self.limit)
            }
        } catch {
            throw Failure(text: error.description)
        }
    }

    /// The body as a document.
    func document(isForm: Bool) throws(Failure) -> JSONDocument {
        do {
            return try BodyDecoder.decode(bytes, type: isForm ? "application/x-www-form-urlencoded" : nil)
        } catch {
            throw Failure(text: "\(place): \(error)")
        }
    }
}
