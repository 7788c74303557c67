/// An authentic event on its way into the ledger, with the actions it became.
///
/// A class, as it goes from thread to thread: a copy touched a reference count for each of its parts.
package final class NewEvent: Sendable {
    package let source: SourceName
    package let receivedAt: Timestamp
    package let state: EventState
    /// The body's bytes as they came.
    package let body: [UInt8]
    /// The Content-Type as it came, so that the body can be read again the same way; nil when there was none.
    package let contentType: String?
    /// The request as the mapping's `$request` sees it, compact JSON without credentials.
    package let request: [UInt8]
    /// The mapping's version, 12 hexadecimal digits; nil when none was loaded.
    package let mapping: String?
    package let actions: [Action]
    package let warnings: [EventWarning]
    /// Why the event is `unmapped` or `unreadable`; nil for other states.
    package let error: EventWarning?

    /// The memory that its bytes take, those of its actions included.
    package var heldBytes: Int {
        actions.reduce(body.capacity + request.capacity) { $0 + $1.payload.capacity }
    }

    package init(
        source: SourceName,
        receivedAt: Timestamp,
        state: EventState,
        body: [UInt8],
        contentType: String?,
        request: [UInt8],
        mapping: String?,
        actions: [Action] = [],
        warnings: [EventWarning] = [],
        error: EventWarning? = nil
    ) {
        self.source = source
        self.receivedAt = receivedAt
        self.state = state
        self.body = body
        self.contentType = contentType
        self.request = request
        self.mapping = mapping
        self.actions = actions
        self.warnings = warnings
        self.error = error
    }
}
