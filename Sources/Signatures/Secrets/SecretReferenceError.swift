/// Why a text is no reference to a secret.
package enum SecretReferenceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It begins with neither `env:` nor `file:`.
    case noReference
    /// What follows `env:` is no name of a variable.
    case notAVariable
    /// Nothing follows `file:`.
    case noPath

    /// For a person, with a way out.
    package var description: String {
        switch self {
        case .noReference:
            "a secret is never written into the file: write 'env:NAME' for a variable or 'file:PATH' for a file"
        case .notAVariable: "'env:' takes the name of a variable: letters, digits and '_', not a digit first"
        case .noPath: "'file:' takes the path of a file"
        }
    }
}
