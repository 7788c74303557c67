package import JSON

/// Why a body cannot be read.
package enum BodyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The Content-Type is neither JSON nor a form; HTTP 415.
    case unsupportedType(String)
    /// HTTP 400.
    case notJSON(JSONParserError)
    /// HTTP 400.
    case notForm(FormError)

    /// `LINE:COLUMN: what is wrong`, for people; a wrong type has no place.
    package var description: String {
        switch self {
        case .unsupportedType(let type):
            "the body's type is '\(type)': only application/json and application/x-www-form-urlencoded can be read"
        case .notJSON(let error): "\(error)"
        case .notForm(let error): "\(error)"
        }
    }
}
