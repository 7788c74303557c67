internal import Domain
internal import Intake
internal import Linux

/// `serve`: runs the daemon in the foreground.
struct ServeCommand: Command {
    static let specification = CommandSpecification(
        "serve",
        "Receives, maps, keeps and forwards, until it is stopped",
        options: [
            ConfigurationOptions.config,
            .value("listen", "ADDRESS", "Where webhooks come in (default: 127.0.0.1:8080)", repeats: true),
            .value("admin", "ADDRESS", "Health, metrics and status (default: 127.0.0.1:8081); off: none"),
            ConfigurationOptions.database,
            ConfigurationOptions.mappings,
            .value(
                "log-level",
                "LEVEL",
                "debug, info, warning or error (default: info)",
                choices: LogLevel.allCases.map(\.word)
            ),
            .value(
                "log-format",
                "FORMAT",
                "auto, text, logfmt or json (default: auto, text on a terminal)",
                choices: ["auto", "text", "logfmt", "json"]
            ),
        ],
        discussion: """
            Listens for webhooks, and answers 200 once an event is on disk. Works without any configuration: then it \
            listens on 127.0.0.1:8080, keeps ./funnelbridge.db, reads ./mappings, and takes the project's id and key \
            from FUNNELYTICS_PROJECT_ID and FUNNELYTICS_API_KEY.

            Started by systemd with listening sockets (LISTEN_FDS), it serves those in the place of --listen.

            An edited mapping runs within a second, once it is checked, passes its tests and maps what was mapped \
            before; until then the last good version goes on.

            SIGTERM and Ctrl-C finish what is in hand and stop; a second one stops at once. SIGHUP reads mappings, \
            secrets and credentials again; the configuration itself is read at the start.
            """,
        exits: [(0, "stopped cleanly"), (1, "could not start"), (78, "the configuration is wrong")]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else {
            return .configuration
        }
        let format = configuration.log.format ?? (console.errorIsTerminal ? .text : .logfmt)
        let log = Log(level: configuration.log.level, format: format)
        let secrets = SecretSources(environment: surroundings.environment)
        do throws(StartError) {
            // Before any thread: each inherits what is blocked.
            let signals = try StartError.wrapping { () throws(SystemError) -> Signals in try Signals(hangUp: .reload) }
            try StartError.wrapping { () throws(SystemError) in try CoreDumps.forbid() }
            Allocator.returnLargeBlocks()
            let inherited = try StartError.wrapping { () throws(SystemError) in
                try InheritedSockets.take { surroundings.environment[$0] }
            }
            let daemon = try Daemon(configuration: configuration, secrets: secrets, inherited: inherited, log: log)
            daemon.start()
            announce(daemon, configuration, log)
            return try wait(for: signals, steering: daemon, log)
        } catch {
            console.fail(error.description)
            return .failure
        }
    }

    /// Says in a few lines what someone wants to know who has just started it.
    private func announce(_ daemon: Daemon, _ configuration: Configuration, _ log: Log) {
        for source in daemon.sources { announce(source, log) }
        if daemon.sources.isEmpty {
            log.warning(
                "no mappings",
                .file(configuration.mappings),
                .hint("put NAME.jsonc there to serve /hooks/NAME")
            )
        }
        log.info("ledger", .file(configuration.database))
        if let address = daemon.adminAddress { log.info("admin", .address(address.description)) }
        for address in daemon.addresses { log.info("listening", .address(address.description)) }
    }

    private func announce(_ source: LoadedSource, _ log: Log) {
        if let broken = source.broken {
            log.error("source broken", .source(source.name.text), .reason(broken), .hint(source.consequence))
        } else if let problem = source.running?.secretProblem {
            log.error("source closed", .source(source.name.text), .reason(problem))
        } else {
            log.info("source open", .source(source.name.text), .address("/hooks/\(source.name)\(source.tokenHint)"))
            guard let warning = source.running?.secretWarning else { return }
            log.warning("secret unusable", .source(source.name.text), .reason(warning))
        }
    }

    /// Steers the daemon by signals until it has stopped.
    private func wait(
        for signals: borrowing Signals,
        steering daemon: Daemon,
        _ log: Log
    ) throws(StartError) -> ExitCode {
        let stopping = Stopping()
        while true {
            let signal = try StartError.wrapping { () throws(SystemError) in try signals.next() }
            switch signal {
            case .reload: daemon.reload()
            case .stop where stopping.isOver:
                log.info("stopped")
                return .success
            case .stop where stopping.hasBegun:
                log.warning("stopping at once")
                daemon.hurry()
            case .stop:
                log.info("stopping", .hint("finishing what is in hand; a second signal stops at once"))
                stopping.begin { daemon.stop() }
            }
        }
    }
}
