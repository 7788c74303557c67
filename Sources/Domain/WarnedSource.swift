/// A source of which events have been kept with warnings.
package struct WarnedSource: Equatable, Sendable {
    package let source: SourceName
    /// How many events, of the time that was looked at.
    package let events: Int
    /// Whether there may be more, for not all were looked at.
    package let hasMore: Bool
    /// The fields that the warnings are about, each once, those of newer events first.
    package let fields: [String]
    package let newest: EventID

    package init(source: SourceName, events: Int, hasMore: Bool = false, fields: [String], newest: EventID) {
        self.source = source
        self.events = events
        self.hasMore = hasMore
        self.fields = fields
        self.newest = newest
    }
}
