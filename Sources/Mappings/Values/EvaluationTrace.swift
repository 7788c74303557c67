/// The steps by which values came to be, for a person who asks why (`preview --explain`).
package final class EvaluationTrace {
    package private(set) var steps: [EvaluationStep] = []

    package init() {}

    /// The steps so far; the next ones are gathered anew.
    package func takeSteps() -> [EvaluationStep] {
        defer { steps.removeAll() }
        return steps
    }

    func add(_ kind: EvaluationStep.Kind, _ text: String, _ result: String) {
        steps.append(EvaluationStep(kind: kind, text: text, result: result))
    }
}
