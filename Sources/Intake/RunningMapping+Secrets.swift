internal import Signatures

extension RunningMapping {
    /// Which secret is not there, so that nobody gets in; nil when all is well.
    package var secretProblem: String? {
        verifier.blockingProblem.map { "nobody can send, for \($0)" }
    }
}
