package import Synchronization

/// What a server has counted since it started.
///
/// May be read from any thread.
package final class ServerCounters: Sendable {
    /// Connections accepted.
    package let accepted = Atomic<Int>(0)
    /// Connections open now.
    package let open = Atomic<Int>(0)
    /// Requests given to the handler as a whole.
    package let requests = Atomic<Int>(0)
    /// Requests given to the handler and not answered yet.
    package let inHand = Atomic<Int>(0)
    private let refused = Mutex<[RequestRefusal: Int]>([:])

    init() {}

    /// How often each reason was the answer; reasons that never were are left out.
    package var refusals: [RequestRefusal: Int] { refused.withLock { $0 } }

    func count(_ refusal: RequestRefusal) {
        refused.withLock { $0[refusal, default: 0] += 1 }
    }
}
