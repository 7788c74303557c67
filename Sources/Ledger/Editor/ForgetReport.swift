/// What forgetting a person has erased.
package struct ForgetReport: Equatable, Sendable {
    /// Events that held the address.
    package var events = 0
    /// Their forwards.
    package var forwards = 0
    /// Those of the forwards that were pending and are now discarded.
    package var discarded = 0
    /// Whether the write-ahead log, too, is free of what was erased.
    ///
    /// If not, another process was reading: it goes with the log's next copying, or by forgetting once more.
    package var isLogEmptied = false

    package init() {}
}
