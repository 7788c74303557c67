internal import HTTP1
package import Linux

/// A local stand-in for Funnelytics that enforces its documented rules, for trying things without an account.
///
/// Takes `POST /api/v1/webhook/NAME` with both headers and a flat body, and refuses what is the same twice; says in
/// prose what was wrong. `/_sandbox/…` scripts its answers and shows what it took.
package final class Sandbox: Sendable {
    /// What it took; readable from any thread.
    package let journal: Journal
    private let server: HTTPServer
    private let late: LateAnswers

    /// Binds, and accepts nothing before `run`.
    ///
    /// - Throws: `SystemError` when it cannot listen or cannot open the journal's file.
    package init(listen addresses: [ListenAddress], options: SandboxOptions, log: Log) throws(SystemError) {
        journal = try Journal(path: options.journalFile)
        late = try LateAnswers()
        var limits = HTTPLimits()
        limits.body = 16 << 20
        // Scripted requests that never end must not hold up the stop for long.
        limits.drainTimeout = .seconds(1)
        server = try HTTPServer(
            addresses: addresses,
            limits: limits,
            handler: SandboxHandler(options: options, journal: journal, late: late, log: log),
            log: log
        )
    }

    /// Where it listens, ports chosen by the kernel filled in.
    package var addresses: [ListenAddress] { server.addresses }

    /// The endpoint for a project's configuration; nil when it listens on unix sockets alone.
    package var endpoint: String? {
        let address = addresses.first { address in
            if case .ip = address { true } else { false }
        }
        return address.map { "http://\($0)/" + ActionRules.path.joined(separator: "/") }
    }

    /// Serves on the calling thread until `stop`.
    package func run() {
        let clock = NamedThread("sandbox-clock") { [late, server] in late.keepTime(for: server.doorbell) }
        server.run()
        late.stop()
        clock.join()
    }

    /// Makes `run` return; from any thread.
    package func stop() {
        server.stop()
    }
}
