/// What is wrong with a template of what is signed.
package struct SignedTextError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where in the template's UTF-8.
    package let offset: Int
    package let length: Int
    package let reason: Reason

    package enum Reason: Equatable, Sendable {
        case unknown(String)
        case unclosed
    }

    /// For a person, with a way out.
    package var description: String {
        switch reason {
        case .unknown(let name): "unknown '{\(name)}': there are {id}, {timestamp} and {body}"
        case .unclosed: "'{' without '}': there are {id}, {timestamp} and {body}"
        }
    }
}
