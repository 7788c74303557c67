/// How the last events of a source differ from those before: names and types, never values.
package struct Drift: Equatable, Sendable {
    package enum Change: Equatable, Sendable {
        /// Nearly every event became such an action, and none does now.
        case actionGone(String)
        /// Nearly every such action had the field, and none has it now.
        case fieldEmpty(String, action: String)
        /// Nearly every body had the place, and none has it now.
        case placeGone(String)
        /// The place holds something of another type.
        case placeRetyped(String, from: String, to: String)
        /// Many bodies have a place that hardly any had.
        case placeNew(String)
    }

    package let source: SourceName
    /// How many of the last events were looked at.
    package let recent: Int
    /// How many of those before.
    package let before: Int
    /// Empty when nothing has changed.
    package let changes: [Change]

    package init(source: SourceName, recent: Int, before: Int, changes: [Change]) {
        self.source = source
        self.recent = recent
        self.before = before
        self.changes = changes
    }
}
