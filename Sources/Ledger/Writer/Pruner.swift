internal import Domain

/// Prunes what retention no longer keeps, a small step at a time.
struct Pruner {
    /// Does one step.
    ///
    /// - Returns: milliseconds until the next one; nil when there is nothing to come.
    mutating func step(
        _ session: WriteSession,
        _ policy: RetentionPolicy,
        now: Timestamp
    ) throws(SQLiteError) -> Int32? {
        nil
    }
}
