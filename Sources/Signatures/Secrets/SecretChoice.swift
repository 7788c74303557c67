/// One secret, or several of which each is valid, so that they can be changed without a gap.
package struct SecretChoice: Equatable, Sendable {
    package let references: [SecretReference]

    /// - Parameter references: at least one.
    package init(_ references: [SecretReference]) {
        precondition(!references.isEmpty, "a choice of no secrets would let nobody in")
        self.references = references
    }

    package init(_ reference: SecretReference) {
        references = [reference]
    }
}
