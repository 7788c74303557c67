internal import Signatures

extension RunningMapping {
    /// Which secret is not there, so that nobody gets in; nil when all is well.
    package var secretProblem: String? {
        verifier.blockingProblem.map { "nobody can send, for \($0)" }
    }

    /// Which secrets cannot be used while others of their choice still let senders in; nil when there are none, and when
    /// nobody gets in.
    package var secretWarning: String? {
        guard verifier.isUsable, !verifier.problems.isEmpty else { return nil }
        let problems = verifier.problems.map(\.description).joined(separator: ", ")
        return "\(problems), and only the other secrets of the choice hold: set it, or take it out of the mapping"
    }
}
