/// Evaluates mappings for one event after another, and uses the memory of each for the next.
///
/// Belongs to one thread. What comes out is what `Mapping.evaluate` makes of the same input.
package final class MappingEvaluator {
    private var memory = EvaluationMemory()

    package init() {}

    /// What the event becomes.
    package func evaluate(_ input: MappingInput, by mapping: Mapping) -> MappingResult {
        var evaluation = EventEvaluation(mapping, input, explains: false)
        evaluation.take(&memory)
        let result = evaluation.run()
        evaluation.giveMemory(to: &memory)
        if !memory.isModest { memory = EvaluationMemory() }
        return result
    }
}
