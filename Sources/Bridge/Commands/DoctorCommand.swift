internal import Domain
internal import Ledger
internal import Linux
internal import Mappings

/// `doctor`: everything that can be wrong around the daemon.
struct DoctorCommand: Command {
    static let specification = CommandSpecification(
        "doctor",
        "Looks at all that can be wrong, and says what to do about it",
        options: [
            .flag("json", "Print the findings as one JSON array"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
            ConfigurationOptions.mappings,
        ],
        discussion: """
            Looks at the configuration, the ledger's integrity, who may read it, free disk, the clock, mappings, \
            secrets, credentials, each endpoint's name and certificate, whom alerts would reach, and the age of what is \
            pending. One line each: fine, or what to do. Changes nothing, and sends nothing: endpoints see a connection without a request.

            Of a daemon that runs it looks at the environment that the daemon was started with, when it may: as the \
            daemon's user or as root. Reading a large ledger whole takes seconds for each GB.
            """,
        exits: [(0, "nothing is wrong; there may be warnings"), (1, "something is wrong")]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        var findings: [Finding] = []
        // Line by line: an endpoint that does not answer takes its time.
        func report(_ new: [Finding]) {
            console.endProgress()
            findings += new
            guard !arguments.has("json") else { return }
            for finding in new {
                console.print(finding.text(console.style, width: console.outputIsTerminal ? console.width : nil))
            }
        }
        do {
            let configuration = try ConfigurationOptions.load(arguments, in: surroundings)
            report([Finding(.configuration, .fine, configuration.file ?? "no file: defaults and variables")])
            look(at: configuration, surroundings, report)
        } catch {
            report(error.diagnostics.map { Finding(.configuration, .wrong, $0.headline) })
            report(error.problems.map { Finding(.configuration, .wrong, $0.text) })
        }
        if arguments.has("json") { console.print(Finding.json(findings)) }
        let wrong = findings.count { $0.state == .wrong }
        let warnings = findings.count { $0.state == .warning }
        if !arguments.has("json") { console.note(summary(wrong: wrong, warnings: warnings)) }
        return wrong == 0 ? .success : .failure
    }

    private func look(
        at configuration: Configuration,
        _ surroundings: Surroundings,
        _ report: ([Finding]) -> Void
    ) {
        let console = surroundings.console
        let now = Timestamp.now()
        console.progress("reading the ledger")
        // Where a link leads: the side files and the room are there.
        let ledger = Files.end(of: configuration.database)
        report(LedgerCheck.findings(ledger))
        report(PermissionCheck.findings(ledger))
        report([DiskCheck.finding(ledger)])
        let (summary, newest) = read(ledger)
        report([ClockCheck.finding(now: now, newest: newest, isKept: Clock.isKept)])
        let view = DaemonView(summary, own: surroundings.environment)
        report(MappingCheck(configuration: configuration, view: view).findings())
        let projects = ProjectCheck(configuration: configuration, view: view)
        report(projects.credentials())
        console.progress("connecting")
        report(projects.endpoints())
        report(AlertsCheck(alerts: configuration.alerts, view: view).findings())
        if let summary { report(PendingCheck.findings(summary, now: now)) }
    }

    /// What the ledger says of itself; nil when it cannot be read, which has been reported.
    private func read(_ path: String) -> (summary: StatusSummary?, newest: Timestamp?) {
        do throws(LedgerError) {
            let reader = try LedgerReader(path: path)
            return (try reader.status(), try reader.events(EventQuery(limit: 1)).first?.receivedAt)
        } catch {
            return (nil, nil)
        }
    }

    private func summary(wrong: Int, warnings: Int) -> String {
        if wrong == 0 {
            return warnings == 0 ? "All is well." : "Nothing is wrong; \(Counted.text(warnings, "warning"))."
        }
        let verb = wrong == 1 ? "thing is" : "things are"
        return "\(wrong) \(verb) wrong\(warnings == 0 ? "" : "; \(Counted.text(warnings, "warning"))")."
    }
}
