package import Domain

/// What became of an event that was given to the writer.
package struct RecordReply: Sendable {
    /// The number that the caller gave it.
    package let ticket: UInt64
    /// On success the event is on disk.
    package let result: Result<RecordedEvent, LedgerError>
    /// The event, so that the thread that made it also ends it; nil when it was never accepted.
    ///
    /// The allocator keeps a pool for each thread: memory that one thread gave back to another's made both wait for the
    /// pool's lock, some hundred times a second.
    package let event: NewEvent?

    package init(ticket: UInt64, result: Result<RecordedEvent, LedgerError>, event: NewEvent?) {
        self.ticket = ticket
        self.result = result
        self.event = event
    }
}
