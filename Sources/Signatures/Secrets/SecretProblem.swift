/// A secret that cannot be used.
package struct SecretProblem: Hashable, Sendable, CustomStringConvertible {
    package let reference: SecretReference
    package let reason: Reason

    package enum Reason: Hashable, Sendable {
        /// No such variable or file.
        case missing
        case empty
        /// It is not in the encoding that the mapping declares.
        case notEncoded(SecretEncoding)
    }

    /// For a person; never a part of the secret.
    package var description: String {
        switch reason {
        case .missing: "\(reference) is not set"
        case .empty: "\(reference) is empty"
        case .notEncoded(let encoding): "\(reference) is not \(encoding.rawValue)"
        }
    }
}
