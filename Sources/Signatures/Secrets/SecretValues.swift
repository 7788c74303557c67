/// The secrets behind references, as they were when they were last looked up.
package struct SecretValues: Sendable {
    private let values: [SecretReference: Secret]

    /// Looks every reference up once.
    ///
    /// - Parameter resolve: the bytes behind a reference; nil when there are none. Those of a file are to be given
    ///   whole: the line ends at their end are dropped here.
    package init<References: Sequence<SecretReference>>(
        resolving references: References,
        with resolve: (SecretReference) -> [UInt8]?
    ) {
        var values: [SecretReference: Secret] = [:]
        for reference in references where values[reference] == nil {
            guard var bytes = resolve(reference) else { continue }
            if case .file = reference {
                while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
            }
            values[reference] = Secret(bytes)
        }
        self.values = values
    }

    /// The secret, which may be empty; nil when there is none.
    subscript(reference: SecretReference) -> Secret? { values[reference] }
}
