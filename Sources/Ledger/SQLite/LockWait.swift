internal import Linux

/// Waits for a lock of another connection by asking again every millisecond.
///
/// SQLite's own waiting grows to 100 ms. A writer under load lets go of the lock for some microseconds between two batches:
/// who asks so rarely hardly ever meets such a gap, and a command beside a busy daemon took a minute.
struct LockWait {
    private static let pause: Int32 = 1

    /// Microseconds in all.
    var limit: Int64 = 0
    private var start: Int64 = 0

    /// Pauses, and says whether to ask again; false once the limit has passed.
    ///
    /// - Parameters:
    ///   - tries: how often the same lock was asked for again already.
    ///   - now: microseconds on the steady clock.
    mutating func goesOn(afterTries tries: Int32, at now: Int64) -> Bool {
        if tries == 0 { start = now }
        guard now - start < limit else { return false }
        Clock.sleep(milliseconds: Self.pause)
        return true
    }
}
