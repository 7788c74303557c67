internal import Domain
internal import Forwarding
internal import Intake
internal import JSON
internal import Ledger
internal import Linux
internal import Mappings
internal import Sandbox
internal import Signatures

/// Sandbox and daemon with everything in a folder of their own, and the tour through them.
final class Demo {
    private let console: Console
    private let daemon: Daemon
    private let sandbox: Sandbox
    private let sandboxThread: NamedThread
    private let database: String
    private let files: [MappingFile]
    private let isInterrupted: () -> Bool

    /// A value that is a fine secret as text, in hexadecimal and in base 64.
    private static let secret = "0123456789abcdef0123456789abcdef"

    /// - Parameter isInterrupted: once true, `run` returns soon.
    init(
        folder: String,
        mappings: String,
        console: Console,
        isInterrupted: @escaping () -> Bool
    ) throws(StartError) {
        self.console = console
        self.isInterrupted = isInterrupted
        database = "\(folder)/funnelbridge.db"
        // Only what goes wrong is worth a line between those of the tour.
        let log = Log(level: .error, format: .text)
        var configuration = Configuration()
        configuration.mappings = mappings
        files = try ConfigurationOptions.mappingFiles(of: configuration)
        sandbox = try StartError.wrapping { () throws(SystemError) in
            let options = SandboxOptions(clock: Timestamp.now)
            return try Sandbox(listen: [.ip(.loopback, port: 0)], options: options, log: log)
        }
        configuration.listen = ["127.0.0.1:0"]
        configuration.admin = "off"
        configuration.database = database
        configuration.projects = try Self.projects(of: files, endpoint: sandbox.endpoint ?? "")
        daemon = try Daemon(configuration: configuration, secrets: SecretSources(alwaysFinding: Self.secret), log: log)
        daemon.start()
        sandboxThread = NamedThread("sandbox") { [sandbox] in sandbox.run() }
    }

    func end() {
        daemon.stop()
        sandbox.stop()
        sandboxThread.join()
    }

    /// The tour.
    ///
    /// - Returns: whether every webhook arrived; false too when it was interrupted.
    func run() throws(StartError) -> Bool {
        let style = console.style
        console.print("\(style.bold("funnelbridge")) takes webhooks from quiz and funnel tools, and gives them to")
        console.print("Funnelytics as flat actions. Here are a daemon, a stand-in for Funnelytics, and")
        console.print("one webhook for each mapping.")
        var isGood = true
        var first: (source: LoadedSource, payload: MappingTestFile.Payload)?
        for file in files {
            if isInterrupted() { return false }
            guard let source = daemon.sources.first(where: { $0.name == file.source }), let running = source.running,
                let payload = file.loadTests().tests?.payloads().first
            else { continue }
            console.print("\n\(style.bold("== \(file.source)"))  \(payload.name)")
            let request = "POST /hooks/\(source.name)\(source.tokenHint)"
            let body = shortened(payload.bytes, to: console.width - request.columns - 15)
            console.print("   came in   \(style.faint(request))  \(body)")
            let answer = try send(payload, to: source, running)
            console.print("   answered  \(answer.status) \(answer.body)")
            isGood = isGood && answer.status == 200
            let taken = waitForActions()
            for action in taken {
                console.print("   \(style.good("went out"))  POST …/\(action.action.pathSegment)")
                for line in fields(action.body) { console.print("             \(line)") }
            }
            isGood = isGood && !taken.isEmpty
            first = first ?? (source, payload)
        }
        if isInterrupted() { return false }
        guard let first, let running = first.source.running else {
            throw StartError("no mapping with a test to show; name a folder that has some with --mappings FOLDER")
        }
        console.print(
            "\n\(style.bold("== the same once more"))  \(first.source.name) sends its webhook again, as senders do"
        )
        let answer = try send(first.payload, to: first.source, running)
        console.print("   answered  \(answer.status) \(answer.body)")
        console.print("   Seen before, by its dateTime and hash: recorded, and not sent twice.")
        console.print("\n\(style.bold("== funnelbridge status"))")
        for line in try status() { console.print("   \(line)") }
        console.print("\n\(style.bold("Where to look next"))")
        console.print("   README.md             what it promises, and a first mapping in five minutes")
        console.print("   mappings/*.jsonc      what each webhook becomes: text that you can edit")
        console.print("   funnelbridge preview  what your own webhook would become")
        console.print("   funnelbridge serve    start it for real")
        return isGood
    }

    private func send(
        _ payload: MappingTestFile.Payload,
        to source: LoadedSource,
        _ running: RunningMapping
    ) throws(StartError) -> DemoClient.Answer {
        let rules = running.mapping.verify
        let now = Clock.realtimeMicroseconds()
        let secrets = SecretValues(resolving: rules.references) { _ in Array(Self.secret.utf8) }
        let proof = RequestProof(rules: rules, secrets: secrets, body: payload.bytes, now: now)
        let fields =
            [(name: "content-type", value: payload.contentType)]
            + (proof?.fields ?? []).map { (name: $0.name, value: $0.value) }
        let path = "/hooks/\(source.name)" + (proof?.token.map { "/\($0)" } ?? "")
        let client = DemoClient(address: daemon.addresses[0])
        return try StartError.wrapping { () throws(SystemError) in
            try client.post(path, fields: fields, body: payload.bytes)
        }
    }

    /// How many actions of the journal were shown already.
    private var shown = 0

    /// The actions that arrived since the last time; waits for a moment until all that is owed has.
    private func waitForActions() -> [TakenAction] {
        for _ in 0..<200 where !isInterrupted() {
            if let pending = try? LedgerReader(path: database).status().forwards[.pending], pending == 0 { break }
            Clock.sleep(milliseconds: 25)
        }
        let taken = sandbox.journal.taken.dropFirst(shown)
        shown += taken.count
        return Array(taken)
    }

    private func status() throws(StartError) -> [String] {
        do {
            let summary = try LedgerReader(path: database).status()
            let now = Timestamp.now()
            return StatusText(summary, at: now, style: console.style).lines
        } catch {
            throw StartError(error.description)
        }
    }

    /// The default project and all that mappings name, sent to the sandbox.
    private static func projects(of files: [MappingFile], endpoint: String) throws(StartError) -> [ProjectConfiguration]
    {
        let zones = TimeZones()
        let named = files.flatMap { $0.load(zones: zones).mapping?.projects ?? [] }
        do {
            let sandbox = try Endpoint(endpoint)
            return Set(named + [.default]).sorted().map { name in
                var project = ProjectConfiguration(name: name)
                project.endpoint = sandbox
                project.rate = nil
                return project
            }
        } catch {
            throw StartError(error.description)
        }
    }

    /// The beginning of a body on one line of so many columns, and how long it is where that is not all.
    private func shortened(_ bytes: [UInt8], to columns: Int) -> String {
        let text = String(decoding: bytes.prefix(2_000), as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.columns > columns else { return line }
        let size = " (\(ByteSize.text(bytes.count)))"
        return line.shortened(to: max(20, columns - size.columns)) + size
    }

    /// The members of a flat body, one a line.
    private func fields(_ body: [UInt8]) -> [String] {
        do {
            let document = try JSONDocument(parsing: body)
            let names = document.root.members.map { $0.name.text }
            let width = min(28, names.map(\.columns).max() ?? 0)
            return zip(names, document.root.elements).map { name, value in
                var writer = JSONWriter()
                writer.value(value)
                let text = String(decoding: writer.bytes, as: UTF8.self)
                let room = max(20, console.width - max(width, name.columns) - 15)
                return "\(console.style.name(name).padded(to: width))  \(text.shortened(to: room))"
            }
        } catch {
            return [String(decoding: body, as: UTF8.self)]
        }
    }
}
