package import Domain
package import Mappings
package import Signatures

/// A mapping in use, with the secrets it was loaded with.
///
/// A class, as it is handed along with every event.
package final class RunningMapping: Sendable {
    package let mapping: Mapping
    /// The bytes that it was compiled from.
    package let text: [UInt8]
    package let verifier: Verifier
    package let loadedAt: Timestamp
    /// The names that `$request` leaves out besides those that always are, found once.
    let hiddenHeaders: Set<String>
    let hiddenQuery: Set<String>
    /// Where secrets stand in the body.
    let hiddenPaths: [String]

    package init(mapping: Mapping, text: [UInt8], secrets: SecretValues, loadedAt: Timestamp) {
        self.mapping = mapping
        self.text = text
        verifier = Verifier(mapping.verify, secrets: secrets)
        self.loadedAt = loadedAt
        // Those that are hidden always are not looked for twice.
        hiddenHeaders = mapping.verify.credentialHeaders.subtracting(RequestHeaders.alwaysHidden)
        hiddenQuery = mapping.verify.credentialQueryItems
        hiddenPaths = mapping.verify.bodyPaths
    }
}
