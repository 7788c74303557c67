internal import Domain

/// What was told of each subject, and what is to be told next: changes and recoveries, never a storm.
///
/// A problem must last for its patience before it is told, a recovery for that of the problem; what comes and goes in
/// between is nobody's business. After a problem was told, the subject's next one waits for `rest`; its end does not.
/// Times are of the steady clock.
struct AlertBook {
    /// From one problem told of a subject to the next.
    static let rest = Interval.minutes(5)

    private struct Page {
        var current: Alert
        /// From when `current` has stood.
        var standsSince: Timestamp
        var patience: Interval
        /// The state told last; nil: none was, which is as good as well.
        var told: String?
        var toldProblem = false
        var restsUntil = Timestamp(microseconds: .min)

        /// When `current` is to be told; nil when there is nothing new in it.
        var dueAt: Timestamp? {
            guard toldProblem || current.isProblem, told != current.state else { return nil }
            let lasted = standsSince.adding(patience)
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

    /// Notes a problem that was told before the start, so that its end is told, too.
    mutating func remember(_ alert: Alert, patience: Interval, now: Timestamp) {
        pages[alert.subject] = Page(
            current: alert,
            standsSince: now,
            patience: patience,
            told: alert.state,
            toldProblem: true
        )
    }

    /// When the next alert is due; nil when none is.
    var nextDue: Timestamp? { pages.values.lazy.compactMap(\.dueAt).min() }

    /// The alerts that are due, by subject; they count as told.
    mutating func take(at now: Timestamp) -> [Alert] {
        var due: [Alert] = []
        for (subject, var page) in pages.sorted(by: { $0.key < $1.key }) {
            guard let dueAt = page.dueAt, dueAt <= now else {
                // Well, and told so or never told otherwise: nothing to remember.
                if !page.current.isProblem, !page.toldProblem, now >= page.restsUntil { pages[subject] = nil }
                continue
            }
            due.append(page.current)
            page.told = page.current.state
            page.toldProblem = page.current.isProblem
            if page.current.isProblem { page.restsUntil = now.adding(Self.rest) }
            pages[subject] = page
        }
        return due
    }
}
