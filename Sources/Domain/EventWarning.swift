/// A misfit that something took over, or a value that was left out: kept with the event for a person.
package struct EventWarning: Equatable, Sendable {
    /// The output name, or `action`, `purchase.KEY`, `purchase`, `flatten`, `dedupe`.
    package let field: String
    package let message: String

    package init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
