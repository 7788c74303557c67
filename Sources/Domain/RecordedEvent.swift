/// What the ledger says of an event once it is on disk.
package struct RecordedEvent: Equatable, Sendable {
    package let id: EventID
    /// All actions that the mapping made.
    package let actions: Int
    /// How many of them were seen before and are not sent.
    package let duplicates: Int

    package init(id: EventID, actions: Int, duplicates: Int) {
        self.id = id
        self.actions = actions
        self.duplicates = duplicates
    }
}
