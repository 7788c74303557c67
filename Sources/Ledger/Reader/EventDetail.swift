package import Domain

/// All that the ledger has of an event.
package struct EventDetail: Equatable, Sendable {
    /// A forward with what was or will be sent, and every attempt that is kept.
    package struct ForwardDetail: Equatable, Sendable {
        package let summary: ForwardSummary
        /// nil when erased.
        package let payload: [UInt8]?
        package let attempts: [Attempt]
    }

    package let summary: EventSummary
    package let contentType: String?
    /// nil when erased.
    package let body: [UInt8]?
    /// nil when erased.
    package let request: [UInt8]?
    package let warnings: [EventWarning]
    /// In the order of the mapping.
    package let forwards: [ForwardDetail]
}
