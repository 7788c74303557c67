internal import Domain

/// What was told of each subject, and what is to be told next: changes and recoveries, never a storm.
///
/// A problem must last for its patience before it is told, a recovery for that of the problem; what comes and goes in
/// between is nobody's business. After a problem was told, the subject's next one waits for `rest`; its end does not.
/// What could not be told is due again, later each time, until it is told or over: a destination is out of reach as often
/// as not when something else is, too. Times are of the steady clock.
struct AlertBook {
    /// From one problem told of a subject to the next.
    static let rest = Interval.minutes(5)
    /// How long a subject waits after each failure in a row to tell of it; the last holds for all further ones.
    static let waits: [Interval] = [.seconds(1), .seconds(5), .seconds(30), .minutes(5), .minutes(15)]

    private struct Page {
        var current: Alert
        /// From when `current` has stood.
        var standsSince: Timestamp
        var patience: Interval
        /// The state told last; nil: none was, which is as good as well.
        var told: String?
        var toldProblem = false
        var restsUntil = Timestamp(microseconds: .min)
        /// How often in a row it could not be told.
        var failures = 0
        /// When a problem told before the start is told again if it still stands; nil: never.
        var tellsAgainAt: Timestamp?
        /// When it may be tried again after a failure.
        var nextTry = Timestamp(microseconds: .min)

        /// When `current` is to be told; nil when there is nothing new in it.
        var dueAt: Timestamp? {
            guard toldProblem || current.isProblem else { return nil }
            if told == current.state { return tellsAgainAt.map { max($0, nextTry) } }
            let lasted = max(standsSince.adding(patience), nextTry)
            return current.isProblem ? max(lasted, restsUntil) : lasted
        }
    }

    private var pages: [String: Page] = [:]

    /// Notes how a subject is now.
    ///
    /// - Parameter patience: how long a problem of this kind must last.
    mutating func note(_ alert: Alert, patience: Interval, now: Timestamp) {
        guard var page = pages[alert.subject] else {
            if alert.isProblem {
                pages[alert.subject] = Page(current: alert, standsSince: now, patience: patience)
            }
            return
        }
        if page.current.state != alert.state {
            page.standsSince = now
            // A recovery is as patient as the problem was.
            if alert.isProblem { page.patience = patience }
        }
        page.current = alert
        pages[alert.subject] = page
    }

    /// Notes a problem that stood before the start, so that its end is told, too.
    ///
    /// Whether it was told then, nobody knows any more: if it still stands after `rest`, it is told once again.
    mutating func remember(_ alert: Alert, patience: Interval, now: Timestamp) {
        pages[alert.subject] = Page(
            current: alert,
            standsSince: now,
            patience: patience,
            told: alert.state,
            toldProblem: true,
            tellsAgainAt: now.adding(Self.rest)
        )
    }

    /// When the next alert is due; nil when none is.
    var nextDue: Timestamp? { pages.values.lazy.compactMap(\.dueAt).min() }

    /// The alerts that are due, by subject: of each, `told` or `failed` says what came of it.
    mutating func due(at now: Timestamp) -> [Alert] {
        var due: [Alert] = []
        for (subject, page) in pages.sorted(by: { $0.key < $1.key }) {
            if let dueAt = page.dueAt, dueAt <= now {
                due.append(page.current)
            } else if !page.current.isProblem, !page.toldProblem, now >= page.restsUntil {
                // Well, and told so or never told otherwise: nothing to remember.
                pages[subject] = nil
            }
        }
        return due
    }

    /// Notes that `alert` was told; its subject may have another state by now.
    mutating func told(_ alert: Alert, at now: Timestamp) {
        guard var page = pages[alert.subject] else { return }
        page.told = alert.state
        page.toldProblem = alert.isProblem
        page.tellsAgainAt = nil
        page.failures = 0
        page.nextTry = Timestamp(microseconds: .min)
        if alert.isProblem { page.restsUntil = now.adding(Self.rest) }
        pages[alert.subject] = page
    }

    /// Notes that `alert` could not be told.
    mutating func failed(_ alert: Alert, at now: Timestamp) {
        guard var page = pages[alert.subject] else { return }
        page.nextTry = now.adding(Self.waits[min(page.failures, Self.waits.count - 1)])
        page.failures += 1
        pages[alert.subject] = page
    }

    /// Has what could not be told be tried at once: it goes elsewhere now.
    mutating func tryAgain() {
        for subject in pages.keys {
            pages[subject]?.failures = 0
            pages[subject]?.nextTry = Timestamp(microseconds: .min)
        }
    }
}
