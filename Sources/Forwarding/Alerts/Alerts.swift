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

    private struct Contents {
        var settings: Settings
        /// What was told by the webhook, and by the command: one that fails has the other say nothing twice.
        var webhook = AlertBook()
        var command = AlertBook()
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

    /// Takes new settings: what could not be told by the old ones is tried again at once.
    package func reload(_ settings: Settings) {
        contents.withLock { contents in
            contents.settings = settings
            contents.webhook.tryAgain()
            contents.command.tryAgain()
        }
        bell.ring()
    }

    /// Notes how something is now, well or not.
    package func note(_ alert: Alert, patience: Interval = Alerts.patience) {
        let now = Self.now
        contents.withLock { contents in
            contents.webhook.note(alert, patience: patience, now: now)
            contents.command.note(alert, patience: patience, now: now)
        }
        bell.ring()
    }

    /// Notes a project's state.
    package func note(_ record: ProjectRecord) {
        note(Alert(record), patience: Self.patience(with: record.state))
    }

    /// Notes what an earlier run has left of a project's state.
    ///
    /// - Parameter time: the wall clock's.
    package func remember(_ record: ProjectRecord, at time: Timestamp) {
        if Self.wasTold(record, by: time) {
            remember(Alert(record), patience: Self.patience(with: record.state))
        } else {
            note(record)
        }
    }

    /// Whether a project's state is a problem that has lasted long enough to be told: one of a person's at once, a circuit
    /// that is open once its patience is over.
    static func wasTold(_ record: ProjectRecord, by time: Timestamp) -> Bool {
        switch record.state {
        case .sending: false
        case .paused, .noCredentials: true
        case .circuitOpen: time >= record.since.adding(circuitPatience)
        }
    }

    /// How long a project must be in a state before that is told.
    static func patience(with state: ProjectState.Name) -> Interval {
        state == .circuitOpen ? circuitPatience : patience
    }

    /// Notes a problem that an earlier run has left, and most likely told: its end is told, and if it lasts for some minutes
    /// more, it is told again.
    package func remember(_ alert: Alert, patience: Interval = Alerts.patience) {
        let now = Self.now
        contents.withLock { contents in
            contents.webhook.remember(alert, patience: patience, now: now)
            contents.command.remember(alert, patience: patience, now: now)
        }
    }

    /// Tells on the calling thread until `stop`.
    package func run() {
        var webhook: AlertWebhook?
        while !isStopped {
            tell(\.webhook, "alert not posted") { post($0, by: &webhook) }
            tell(\.command, "alert command failed") { run($0) }
            let next = contents.withLock { [$0.webhook.nextDue, $0.command.nextDue].compactMap(\.self).min() }
            if isStopped { return }
            bell.wait(milliseconds: next.map { Int32(clamping: max(0, $0.since(Self.now).microseconds + 999) / 1_000) })
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

    /// The steady clock's.
    private static var now: Timestamp { Timestamp(microseconds: Clock.monotonicMicroseconds()) }

    /// Tells what is due by one of the means, once.
    private func tell(
        _ book: WritableKeyPath<Contents, AlertBook>,
        _ message: StaticString,
        by send: (Alert) -> String?
    ) {
        for alert in contents.withLock({ $0[keyPath: book].due(at: Self.now) }) where !isHurried {
            guard let problem = send(alert) else {
                contents.withLock { $0[keyPath: book].told(alert, at: Self.now) }
                continue
            }
            log.warning(message, .reason(problem))
            contents.withLock { $0[keyPath: book].failed(alert, at: Self.now) }
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
        let words = settings.command
        return words.isEmpty ? nil : AlertCommand(words: words).run(alert) { isHurried }
    }
}
