package import Domain

/// A kept event with its body, as `plan` and `remap` map it again.
package struct StoredEvent: Equatable, Sendable {
    package let id: EventID
    package let source: SourceName
    package let receivedAt: Timestamp
    package let state: EventState
    package let contentType: String?
    package let body: [UInt8]
    package let request: [UInt8]
    /// The version of the mapping that it went through; nil when none was loaded.
    package let mapping: String?

    package init(
        id: EventID,
        source: SourceName,
        receivedAt: Timestamp,
        state: EventState,
        contentType: String?,
        body: [UInt8],
        request: [UInt8],
        mapping: String?
    ) {
        self.id = id
        self.source = source
        self.receivedAt = receivedAt
        self.state = state
        self.contentType = contentType
        self.body = body
        self.request = request
        self.mapping = mapping
    }
}
