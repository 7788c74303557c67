internal import Domain
internal import Linux
internal import Sandbox

/// `sandbox`: a local stand-in for Funnelytics.
struct SandboxCommand: Command {
    static let specification = CommandSpecification(
        "sandbox",
        "A local stand-in for Funnelytics, with its documented rules",
        options: [
            .value("listen", "ADDRESS", "Where it listens (default: 127.0.0.1:8090)"),
            .value("fail", "RATE", "How many requests it fails for no reason: 0.25 or 25%"),
            .value("delay", "MS", "How long every answer waits, in milliseconds"),
            .value("bad-certificate", "ADDRESS", "Where TLS meets a certificate that nobody vouches for"),
            .value("journal", "FILE", "Add every action that it takes to this file, a line of JSON each"),
        ],
        discussion: """
            Takes actions as Funnelytics does: both headers, a flat body, purchase_data under __commerce_action__ \
            alone, and nothing twice; says in prose what was wrong. Point a project's endpoint at it:

              FUNNELBRIDGE_ENDPOINT=http://127.0.0.1:8090/api/v1/webhook

            POST /_sandbox/script gives an action other answers, GET /_sandbox/journal shows what was taken and \
            GET /_sandbox/count counts it; GET /_sandbox explains them.
            """,
        exits: [(0, "stopped cleanly"), (1, "could not start")]
    )

    private let arguments: CommandLineArguments
    private let listen: ListenAddress
    private let badCertificate: ListenAddress?
    private let failRate: FailRate
    private let delay: Interval

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        listen =
            try arguments.value("listen", expected: ListenAddress.expectation) { ListenAddress($0) }
            ?? .ip(.loopback, port: 8_090)
        badCertificate = try arguments.value("bad-certificate", expected: ListenAddress.expectation) {
            ListenAddress($0)
        }
        failRate =
            try arguments.value("fail", expected: "a rate from 0 to 1, or a percentage") { FailRate($0) } ?? .none
        let milliseconds = try arguments.value("delay", expected: "milliseconds, at most 600000") { text in
            Int64(text).flatMap { (0...600_000).contains($0) ? $0 : nil }
        }
        delay = .milliseconds(milliseconds ?? 0)
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        let log = Log(level: .info, format: console.errorIsTerminal ? .text : .logfmt)
        var options = SandboxOptions(clock: Timestamp.now)
        options.failRate = failRate
        options.delay = delay
        options.journalFile = arguments.value("journal")
        do throws(StartError) {
            let signals = try StartError.wrapping { () throws(SystemError) -> Signals in try Signals(hangUp: .stop) }
            let sandbox = try open(options, log)
            let serving = NamedThread("sandbox") { sandbox.run() }
            let bad = try badCertificate.map { address throws(StartError) in
                try StartError.listening(at: "--bad-certificate") { () throws(SystemError) in
                    try BadCertificate(listen: address)
                }
            }
            let refused = bad.map { bad in NamedThread("bad-certificate") { Self.run(bad, log) } }
            if let bad { log.info("bad certificate", .address(bad.address.description)) }
            if let endpoint = sandbox.endpoint { log.info("endpoint", .hint("FUNNELBRIDGE_ENDPOINT=\(endpoint)")) }
            for address in sandbox.addresses { log.info("listening", .address(address.description)) }
            _ = try StartError.wrapping { () throws(SystemError) in try signals.next() }
            sandbox.stop()
            bad?.stop()
            serving.join()
            refused?.join()
            log.info("stopped", .count(sandbox.journal.counts.taken))
            return .success
        } catch {
            console.fail(error.description)
            return .failure
        }
    }

    private func open(_ options: SandboxOptions, _ log: Log) throws(StartError) -> Sandbox {
        do {
            return try Sandbox(listen: [listen], options: options, log: log)
        } catch  where error.subject != nil && error.subject == options.journalFile {
            throw StartError("\(error); give --journal a file that can be written")
        } catch {
            throw StartError(error.listeningText("--listen"))
        }
    }

    private static func run(_ badCertificate: BadCertificate, _ log: Log) {
        do throws(SystemError) {
            try badCertificate.run()
        } catch {
            log.error("no bad certificate any more", .reason(error.description))
        }
    }
}
