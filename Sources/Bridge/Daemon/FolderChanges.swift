internal import Linux

/// Waits for a folder to change or a bell to ring; where the kernel cannot tell of changes, a look is due all the time.
///
/// Belongs to one thread.
struct FolderChanges: ~Copyable {
    /// Why it is time to look.
    enum Reason {
        /// The kernel told of a change, and it has been quiet since.
        case change
        /// The bell rang.
        case bell
        /// The kernel tells of nothing, so that files must be compared.
        case poll
        /// It has been long: other machines change shared folders in silence.
        case period
    }

    /// Writes that come together are looked at together: once nothing has come for so long.
    private static let quietMilliseconds: Int32 = 80
    /// In any case after so long, so that a change takes effect within a second.
    private static let longestMilliseconds: Int64 = 400
    private static let pollMilliseconds: Int64 = 500
    private static let periodMilliseconds: Int64 = 30_000

    private static let bellToken: UInt64 = 0
    private static let watcherToken: UInt64 = 1

    private let folder: String
    private let bell: Doorbell
    private let log: Log
    private let poller: Poller
    private var watcher: FileWatcher?
    /// Why the kernel does not tell of changes; nil when it does.
    private var trouble: SystemError?
    private var lastLook = FolderChanges.now
    private var lastPeriod = FolderChanges.now

    /// Waits for nothing before `arm`.
    init(folder: String, bell: Doorbell, log: Log) throws(SystemError) {
        let poller = try Poller(capacity: 2)
        try poller.add(bell.number, for: .readable, token: Self.bellToken)
        self.poller = poller
        self.folder = folder
        self.bell = bell
        self.log = log
    }

    /// Watches what there is now; says so when that is not possible, and when it is again.
    mutating func arm() {
        do throws(SystemError) {
            try watch()
            if trouble != nil { log.info("mappings are watched", .file(folder)) }
            trouble = nil
        } catch {
            if trouble?.code != error.code {
                let hint = "raise fs.inotify.max_user_watches and fs.inotify.max_user_instances"
                log.warning("mappings are polled", .reason(error.description), .hint(hint))
            }
            trouble = error
        }
    }

    private mutating func watch() throws(SystemError) {
        if let watcher { return try watcher.arm() }
        let watcher = try FileWatcher(folder: folder)
        try poller.add(watcher.number, for: .readable, token: Self.watcherToken)
        self.watcher = watcher
        try watcher.arm()
    }

    /// Waits until it is time to look, and says why.
    ///
    /// - Parameter isBusy: whether the caller has other work: then the answer comes at once, and is nil when it is not
    ///   time yet.
    mutating func wait(isBusy: Bool) -> Reason? {
        repeat {
            let period = trouble == nil ? Self.periodMilliseconds : Self.pollMilliseconds
            let left = max(0, lastLook + period - Self.now)
            if let reason = heard(within: isBusy ? 0 : Int32(left)) {
                return looking(reason == .bell ? .bell : settled())
            }
            if Self.now >= lastLook + period {
                return looking(Self.now >= lastPeriod + Self.periodMilliseconds ? .period : .poll)
            }
        } while !isBusy
        return nil
    }

    private mutating func looking(_ reason: Reason) -> Reason {
        lastLook = Self.now
        if reason != .poll { lastPeriod = lastLook }
        return reason
    }

    /// Waits until it is quiet, or long enough.
    private func settled() -> Reason {
        let end = Self.now + Self.longestMilliseconds
        while Self.now < end {
            switch heard(within: Self.quietMilliseconds) {
            case .bell: return .bell
            case nil: return .change
            default: continue
            }
        }
        return .change
    }

    /// What comes first within a time: the bell, or a change that counts; nil when neither does.
    private func heard(within milliseconds: Int32) -> Reason? {
        let count = poller.wait(milliseconds: milliseconds)
        var reason: Reason?
        for index in 0..<count {
            if poller.event(at: index).token == Self.bellToken {
                bell.silence()
                reason = .bell
            } else if watcher?.takeChanges() == true, reason == nil {
                reason = .change
            }
        }
        return reason
    }

    private static var now: Int64 { Clock.monotonicMicroseconds() / 1_000 }
}
