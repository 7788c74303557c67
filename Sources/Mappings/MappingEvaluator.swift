/// Evaluates mappings for one event after another, and uses the memory of each for the next.
///
/// Belongs to one thread. What comes out is what `Mapping.evaluate` makes of the same input.
package final class MappingEvaluator {
    /// nil while an event is evaluated.
    private var memory: EvaluationMemory? = EvaluationMemory()

    package init() {}

    /// What the event becomes.
    package func evaluate(_ input: MappingInput, by mapping: Mapping) -> MappingResult {
        var evaluation = EventEvaluation(mapping, input, explaining: .none, memory.take() ?? EvaluationMemory())
        let result = evaluation.run()
        let used = evaluation.finish()
        if used.isModest { memory = .some(consume used) }
        return result
    }
}
