internal import Domain
internal import Ledger

extension StatusSummary.Project {
    /// When the next attempt may go out; nil when none is owed, or none will be made until someone acts.
    var nextAttempt: Timestamp? {
        guard pending > 0, let nextDue else { return nil }
        guard let record else { return nextDue }
        switch record.state {
        case .noCredentials: return nil
        case .sending, .paused, .circuitOpen: return max(nextDue, record.nextAttempt ?? nextDue)
        }
    }
}
