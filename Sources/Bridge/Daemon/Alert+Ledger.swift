internal import Domain
internal import Forwarding
internal import Ledger

extension Alert {
    /// The alert that the ledger makes when nothing can be written any more.
    ///
    /// - Parameter refusal: why; nil when it takes events again.
    init(refusal: String?, at: Timestamp) {
        self.init(
            subject: "ledger",
            state: refusal == nil ? "taking" : "refusing",
            isProblem: refusal != nil,
            text: refusal.map { "nothing is written, and senders get 503: \($0)" } ?? "the ledger takes events again",
            at: at
        )
    }

    /// The alert that the ledger makes when it takes events, but its log cannot be copied or nothing be pruned.
    ///
    /// - Parameter growth: why; nil when it is kept up again.
    init(growth: LedgerError?, at: Timestamp) {
        self.init(
            subject: "upkeep of the ledger",
            state: growth == nil ? "kept-up" : "growing",
            isProblem: growth != nil,
            text: growth.map { "events are taken, but the ledger only grows: \($0)" } ?? "the ledger is kept up again",
            at: at
        )
    }
}
