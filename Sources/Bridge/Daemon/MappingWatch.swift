internal import Domain
internal import Forwarding
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings
internal import Synchronization

/// Keeps the live set of mappings as the files are, on a thread of its own.
///
/// Waits for the folder to change, or to be asked; then looks, replaces the set as a whole, maps again what was unmapped,
/// and sees now and then how sources change, a few events between two looks.
final class MappingWatch: Sendable {
    private struct Wishes {
        var reloads = false
        var stops = false
    }

    private let folder: String
    private let ledger: String
    private let library: MappingLibrary
    /// As it is after the start.
    private let reloader: MappingReloader
    private let recent: MappingReloader.RecentEvents
    private let writer: LedgerWriter
    private let alerts: Alerts?
    private let log: Log
    private let now: @Sendable () -> Timestamp
    private let bell: Doorbell
    private let wishes = Mutex(Wishes())

    init(
        folder: String,
        ledger: String,
        library: MappingLibrary,
        reloader: MappingReloader,
        recent: @escaping MappingReloader.RecentEvents,
        writer: LedgerWriter,
        alerts: Alerts?,
        log: Log,
        now: @escaping @Sendable () -> Timestamp
    ) throws(SystemError) {
        self.folder = folder
        self.ledger = ledger
        self.library = library
        self.reloader = reloader
        self.recent = recent
        self.writer = writer
        self.alerts = alerts
        self.log = log
        self.now = now
        bell = try Doorbell()
    }

    /// Looks at once, and logs `reloaded` when that is done.
    func reload() {
        wishes.withLock { $0.reloads = true }
        bell.ring()
    }

    func stop() {
        wishes.withLock { $0.stops = true }
        bell.ring()
    }

    private var isStopping: Bool { wishes.withLock { $0.stops } }

    /// Watches until `stop`.
    ///
    /// - Throws: when there is no descriptor left to wait with.
    func run() throws(SystemError) {
        var changes = try FolderChanges(folder: folder, bell: bell, log: log)
        var reloader = reloader
        var walks = UnmappedWalks(ledger: ledger, writer: writer, log: log)
        var drifts = DriftLooks(ledger: ledger, writer: writer, log: log, at: now())
        for source in library.current.values { walks.begin(source) }
        // What changed between the start and the first watch is seen by the first look.
        var reason: FolderChanges.Reason? = .poll
        while !isStopping {
            if let reason {
                let isAsked = takeReload()
                changes.arm()
                look(with: &reloader, &walks, triesAgain: isAsked || reason != .poll)
                drifts.beginRound(library.current, at: now(), isAsked: isAsked)
                if isAsked { log.info("reloaded") }
            } else if !walks.areOver {
                walks.step(at: now())
            } else {
                drifts.step()
            }
            reason = changes.wait(isBusy: !walks.areOver || !drifts.areOver)
        }
    }

    private func takeReload() -> Bool {
        wishes.withLock { wishes in
            defer { wishes.reloads = false }
            return wishes.reloads
        }
    }

    private func look(with reloader: inout MappingReloader, _ walks: inout UnmappedWalks, triesAgain: Bool) {
        let old = library.current
        let reload = reloader.look(over: old, at: now(), triesAgain: triesAgain, recent: recent)
        library.replace(with: reload.sources)
        if reload.changesReport { writer.write(reload.sources.values.map { MappingRecord($0) }) }
        for news in reload.news { tell(news) }
        for source in reload.sources.values
        where source.active?.mapping.version != old[source.name]?.active?.mapping.version { walks.begin(source) }
    }

    private func noteRunning(_ source: SourceName, _ text: String) {
        alerts?.note(Alert(mapping: source, "running", isProblem: false, text, at: now()))
    }

    private func tell(_ news: MappingNews) {
        switch news {
        case .runs(let source, let version):
            noteRunning(source, "runs")
            log.info("mapping loaded", .source(source.text), .version(version))
        case .mended(let source, let version):
            noteRunning(source, "is mended")
            log.info("mapping mended", .source(source.text), .version(version))
        case .broken(let source, let reason):
            let hint = library.current[source]?.consequence ?? "mend the file"
            alerts?.note(Alert(brokenMapping: source, reason, at: now()))
            log.error("mapping broken", .source(source.text), .reason(reason), .hint(hint))
        case .removed(let source):
            let hint = "its events are kept as unmapped until the next start"
            log.warning("mapping removed", .source(source.text), .hint(hint))
        case .unlisted(let reason):
            log.error("mappings unreadable", .reason(reason), .hint("what runs goes on"))
        case .closed(let source, let reason):
            log.error("source closed", .source(source.text), .reason(reason))
        case .opened(let source):
            let token = library.current[source]?.tokenHint ?? ""
            log.info("source open", .source(source.text), .address("/hooks/\(source)\(token)"))
        case .secretUnusable(let source, let reason):
            log.warning("secret unusable", .source(source.text), .reason(reason))
        case .secretsUsable(let source):
            log.info("secrets usable", .source(source.text))
        }
    }
}
