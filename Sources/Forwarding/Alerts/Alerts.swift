package import Domain
package import Linux
internal import Synchronization

/// Tells a person what has changed, by a webhook or a command, on a thread of its own.
///
/// `note` may be called from any thread and as often as one likes: what is said twice is told once.
package final class Alerts: Sendable {
    /// How alerts go out.
    package struct Settings: Equatable, Sendable {
        /// Where alerts are posted as JSON; nil: nowhere.
        package var webhook: String?
        /// A program and its arguments: run with the alert's sentence as one more argument and its JSON on standard
        /// input; empty: none.
        package var command: [String]
        /// A file of certificate authorities in PEM; nil: the system's.
        package var authorities: String?

        package init(webhook: String? = nil, command: [String] = [], authorities: String? = nil) {
            self.webhook = webhook
            self.command = command
            self.authorities = authorities
        }
    }

    /// How long a wrong set-up must last before it is told.
    package static let patience = Interval.seconds(1)
    /// How long a destination may fail: an open circuit mends itself more often than not.
    package static let circuitPatience = Interval.minutes(15)
    /// How often an alert is tried, and the wait before each further time.
    private static let waits: [Int32] = [1_000, 5_000, 30_000]
    /// How long a command may run.
    private static let commandLimit = Interval.seconds(30)

    private struct Contents {
        var settings: Settings
        var book = AlertBook()
        var isStopped = false
        var isHurried = false
    }

    private let version: String
    private let log: Log
    private let contents: Mutex<Contents>
    private let bell: Doorbell

    /// - Parameter version: the program's, for the User-Agent.
    package init(_ settings: Settings, version: String, log: Log) throws(SystemError) {
        self.version = version
        self.log = log
        contents = Mutex(Contents(settings: settings))
        bell = try Doorbell()
    }

    /// Takes new settings: the next try goes by them, even of an alert that is being tried.
    package func reload(_ settings: Settings) {
        contents.withLock { $0.settings = settings }
    }

    /// Notes how something is now, well or not.
    package func note(_ alert: Alert, patience: Interval = Alerts.patience) {
        let now = Timestamp(microseconds: Clock.monotonicMicroseconds())
        contents.withLock { $0.book.note(alert, patience: patience, now: now) }
        bell.ring()
    }

    /// Notes a project's state.
    package func note(_ record: ProjectRecord) {
        note(Alert(record), patience: record.state == .circuitOpen ? Self.circuitPatience : Self.patience)
    }

    /// Notes what an earlier run has left of a project's state, and has told.
    package func remember(_ record: ProjectRecord) {
        guard record.state == .paused || record.state == .noCredentials else { return }
        remember(Alert(record))
    }

    /// Notes a problem that an earlier run has left, and has told: only its end is told.
    package func remember(_ alert: Alert) {
        let now = Timestamp(microseconds: Clock.monotonicMicroseconds())
        contents.withLock { $0.book.remember(alert, patience: Self.patience, now: now) }
    }

    /// Tells on the calling thread until `stop`.
    package func run() {
        var webhook: AlertWebhook?
        while true {
            let now = Timestamp(microseconds: Clock.monotonicMicroseconds())
            let (due, next, isStopped) = contents.withLock { contents in
                (contents.book.take(at: now), contents.book.nextDue, contents.isStopped)
            }
            if isStopped { return }
            for alert in due where !isHurried {
                attempt("alert not posted") { post(alert, by: &webhook) }
                attempt("alert command failed") { run(alert) }
            }
            guard due.isEmpty else { continue }
            bell.wait(milliseconds: next.map { Int32(clamping: ($0.since(now).microseconds + 999) / 1_000) })
        }
    }

    /// Makes `run` return once it has told what it is telling; from any thread.
    package func stop() {
        contents.withLock { $0.isStopped = true }
        bell.ring()
    }

    /// Makes `run` return at once, without the alert that is being told; from any thread.
    package func hurry() {
        contents.withLock { contents in
            contents.isStopped = true
            contents.isHurried = true
        }
        bell.ring()
    }

    private var settings: Settings { contents.withLock { $0.settings } }
    private var isStopped: Bool { contents.withLock { $0.isStopped } }
    private var isHurried: Bool { contents.withLock { $0.isHurried } }

    /// Tries until it succeeds, the tries are used up, or the alerts are stopped.
    private func attempt(_ message: StaticString, _ body: () -> String?) {
        for wait in Self.waits {
            guard let problem = body() else { return }
            log.warning(message, .reason(problem))
            rest(wait)
            if isStopped { return }
        }
    }

    /// Waits all the time, however often the bell rings of what is noted meanwhile, or until the alerts are stopped.
    private func rest(_ milliseconds: Int32) {
        let end = Clock.monotonicMicroseconds() + Int64(milliseconds) * 1_000
        while !isStopped, case let left = end - Clock.monotonicMicroseconds(), left > 0 {
            bell.wait(milliseconds: Int32(clamping: (left + 999) / 1_000))
        }
    }

    /// - Parameter webhook: the one that was used last; made anew when the address is another.
    private func post(_ alert: Alert, by webhook: inout AlertWebhook?) -> String? {
        let settings = settings
        guard let url = settings.webhook else { return nil }
        if let webhook, webhook.url == url { return webhook.send(alert) { isHurried } }
        do {
            let new = try AlertWebhook(url: url, version: version, authorities: settings.authorities)
            webhook = new
            return new.send(alert) { isHurried }
        } catch {
            return error.description
        }
    }

    private func run(_ alert: Alert) -> String? {
        let command = settings.command
        guard !command.isEmpty else { return nil }
        do {
            let child = try ChildProcess(command + [alert.text], input: alert.json + [UInt8(ascii: "\n")])
            switch try child.wait(atMost: Self.commandLimit.inMilliseconds, unless: { isHurried }) {
            case .exited(0): return nil
            case .exited(let code): return "exit \(code)"
            case .killed(let signal): return "signal \(signal)"
            case .outOfTime: return "it ran for more than \(Self.commandLimit.inSeconds) seconds"
            case .abandoned: return AlertWebhook.abandoned
            }
        } catch {
            return error.description
        }
    }
}
