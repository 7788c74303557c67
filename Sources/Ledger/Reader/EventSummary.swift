package import Domain

/// An event as a list shows it.
package struct EventSummary: Equatable, Sendable {
    package let id: EventID
    package let source: SourceName
    package let state: EventState
    package let receivedAt: Timestamp
    /// All actions that the mapping made.
    package let actions: Int
    /// How many of them were seen before.
    package let duplicates: Int
    /// The mapping's version; nil when none was loaded.
    package let mapping: String?
    /// Why the event is unmapped or unreadable; nil for other states.
    package let error: EventWarning?
    /// In the order of the mapping.
    package let forwards: [ForwardSummary]
}
