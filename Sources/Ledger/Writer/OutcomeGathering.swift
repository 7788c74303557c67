/// Lets outcomes of attempts ride along with the events of the next batch instead of having a sync of their own.
///
/// While events come, the next batch is a fraction of a millisecond away: an outcome that waits for it costs no sync, and no
/// event has to wait behind that sync. Measured with one sender that waits for each answer: half the syncs for an event.
/// What a crash takes meanwhile is sent once more, as it would be after one just before the sync.
struct OutcomeGathering {
    /// How long after a batch with events the next ones are expected, in microseconds: outcomes wait no longer.
    static let limit: Int64 = 2_000

    private var expectedUntil = Int64.min

    /// Events were written at `now`, in microseconds on the steady clock.
    mutating func noteEvents(at now: Int64) {
        expectedUntil = now + Self.limit
    }

    /// How long outcomes that wait alone may still wait for events, in milliseconds; nil when they are to be written now.
    func rest(at now: Int64) -> Int32? {
        guard now < expectedUntil else { return nil }
        return Int32((expectedUntil - now + 999) / 1_000)
    }
}
