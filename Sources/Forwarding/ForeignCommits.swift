/// Tells at each poll whether the ledger is to be read for what others have committed: commands, in processes of their own.
///
/// The writer sees such commits at its own next one, and that one's handover says so. What is left are those after the
/// writer's last commit: they are read once a poll has passed without a handover. Under load, when each poll finds changes and
/// nearly all are the writer's own, nothing is read.
struct ForeignCommits {
    private var version: Int64?
    /// Whether there may be commits that no handover has told of.
    private var mayBeUntold = false
    private var hasHandover = false

    /// The writer has handed over one of its commits, with all that was committed before.
    mutating func noteHandover() {
        hasHandover = true
    }

    /// Takes the ledger's data version, read after what is handed over was taken.
    ///
    /// - Returns: whether anyone has committed since the last poll, and whether the ledger is to be read for it.
    mutating func poll(_ version: Int64) -> (hasChanged: Bool, isToBeRead: Bool) {
        let hasChanged = version != self.version
        self.version = version
        mayBeUntold = mayBeUntold || hasChanged
        defer { hasHandover = false }
        // One that is handed over now may be from before the commit of a command: it is no end of the doubt.
        guard mayBeUntold, !hasHandover else { return (hasChanged, false) }
        mayBeUntold = false
        return (hasChanged, true)
    }
}
