package import Domain

/// What became of an event that was given to the writer.
package struct RecordReply: Sendable {
    /// The number that the caller gave it.
    package let ticket: UInt64
    /// On success the event is on disk.
    package let result: Result<RecordedEvent, LedgerError>

    package init(ticket: UInt64, result: Result<RecordedEvent, LedgerError>) {
        self.ticket = ticket
        self.result = result
    }
}
