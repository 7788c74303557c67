/// A secret that cannot be used.
package struct SecretProblem: Hashable, Sendable, CustomStringConvertible {
    package let reference: SecretReference
    package let reason: Reason

    package enum Reason: Hashable, Sendable {
        /// No such variable, or no file that can be read.
        case missing
        case empty
        /// It is not in the encoding that the mapping declares.
        case notEncoded(SecretEncoding)
    }

    /// For a person; never a part of the secret.
    package var description: String {
        switch (reason, reference) {
        case (.missing, .environment): "\(reference) is not set"
        case (.missing, .file): "\(reference) cannot be read"
        case (.empty, _): "\(reference) is empty"
        case (.notEncoded(let encoding), _): "\(reference) is not \(encoding.rawValue)"
        }
    }
}
