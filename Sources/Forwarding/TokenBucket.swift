internal import Domain

/// Lets requests through at a rate, with at most one second's worth of them saved up.
///
/// Keeps one number, the moment at which the bucket is full again (the generic cell rate algorithm), so that nothing
/// runs between requests and no fraction of a token is lost. Times are of the steady clock.
struct TokenBucket: Equatable {
    /// nil: no limit.
    private let rate: RateLimit?
    private var fullAt: Int64 = .min

    init(rate: RateLimit?) {
        self.rate = rate
    }

    /// From when the next request may go.
    ///
    /// - Parameter share: of the rate, while the destination asks us to slow down.
    func opensAt(share: SlowDown.Share) -> Timestamp {
        guard let rate, fullAt != .min else { return Timestamp(microseconds: .min) }
        let interval = interval(rate, share)
        // What may be saved up: a second's worth, and never less than one request.
        let saved = max(0, (1_000_000_000 - interval) / interval * interval)
        return Timestamp(microseconds: (fullAt - saved + 999) / 1_000)
    }

    /// Takes one token; there must be one.
    mutating func take(at now: Timestamp, share: SlowDown.Share) {
        guard let rate else { return }
        let moment = now.microseconds * 1_000
        fullAt = (fullAt == .min ? moment : max(fullAt, moment)) + interval(rate, share)
    }

    /// Nanoseconds from one request to the next.
    private func interval(_ rate: RateLimit, _ share: SlowDown.Share) -> Int64 {
        let full = max(1, rate.per.microseconds * 1_000 / Int64(rate.count))
        return full * Int64(SlowDown.Share.whole) / Int64(share.parts)
    }
}
