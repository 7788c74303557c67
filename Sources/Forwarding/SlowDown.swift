internal import Domain

/// How much of its rate and concurrency a project uses, after its destination has asked it to slow down.
///
/// Halves at each request to slow down, down to 1/64, and grows back by a steady slope that goes from nothing to all
/// in a minute. Times are of the steady clock.
struct SlowDown: Equatable {
    /// A part of the whole, in 1/1024; never nothing.
    struct Share: Equatable {
        static let whole = 1_024
        static let all = Share(parts: whole)

        let parts: Int

        /// This part of a number of requests in flight, at least one.
        func of(_ concurrency: Int) -> Int {
            parts == Self.whole ? concurrency : max(1, concurrency * parts / Self.whole)
        }
    }

    private static let least = 16
    private static let recovery = Interval.minutes(1)

    private var lowered = Share.all
    private var loweredAt = Timestamp(microseconds: .min)

    /// The share at `now`.
    func share(at now: Timestamp) -> Share {
        guard lowered != .all else { return .all }
        let regained = now.since(loweredAt).microseconds * Int64(Share.whole) / Self.recovery.microseconds
        return Share(parts: min(Share.whole, lowered.parts + Int(max(0, regained))))
    }

    /// Halves the share.
    ///
    /// - Parameter startedAt: of the attempt that was asked. One that was on its way before the last halving asks for
    ///   nothing new: else a burst of answers would halve once for each request in flight.
    /// - Returns: whether anything changed.
    mutating func halve(at now: Timestamp, startedAt: Timestamp) -> Bool {
        guard startedAt >= loweredAt else { return false }
        lowered = Share(parts: max(Self.least, share(at: now).parts / 2))
        loweredAt = now
        return true
    }
}
