@testable import Ledger

extension Connection {
    /// For tests of thousands of transactions that no crash interrupts.
    func doWithoutSyncs() throws {
        try execute("PRAGMA synchronous = 0")
    }
}
