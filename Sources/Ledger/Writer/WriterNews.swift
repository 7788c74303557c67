/// Whom the writer tells what has changed; each is called on its thread.
struct WriterNews: Sendable {
    /// Told why nothing can be written, and nil when that is over.
    let refusalChanged: @Sendable (LedgerError?) -> Void
    /// Told why the log cannot be copied or nothing be pruned though events are taken, and nil when that is over.
    let upkeepChanged: @Sendable (LedgerError?) -> Void
}
