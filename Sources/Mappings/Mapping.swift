package import Domain
internal import JSON
internal import Linux
package import Signatures

/// A mapping file that was checked and compiled.
///
/// A class, as it is handed along with every event: a copy touched a reference count for each of its parts.
package final class Mapping: Sendable {
    /// The file's name as it was given.
    package let file: String
    /// The first 12 hexadecimal digits of the SHA-256 of the file's bytes.
    package let version: String
    /// What the file says about itself; nil when it says nothing.
    package let description: String?
    /// Who may send.
    package let verify: VerifyRules
    /// What an event becomes that no action takes: `ignored` or `held`.
    package let otherwise: EventState
    /// Whether every misfit is an error.
    package let isStrict: Bool
    let actions: [CompiledAction]
    let dates: DateReader
    /// Whether anything in the file asks for `$key` or `$path`, so that it must be known where nodes stand.
    let asksForLocations: Bool
    /// Whether anything in the file asks for `$request`: if not, an input needs none.
    package let asksForRequest: Bool

    init(
        file: String,
        version: String,
        description: String?,
        verify: VerifyRules,
        otherwise: EventState,
        isStrict: Bool,
        actions: [CompiledAction],
        dates: DateReader,
        asksForLocations: Bool,
        asksForRequest: Bool
    ) {
        self.file = file
        self.version = version
        self.description = description
        self.verify = verify
        self.otherwise = otherwise
        self.isStrict = isStrict
        self.actions = actions
        self.dates = dates
        self.asksForLocations = asksForLocations
        self.asksForRequest = asksForRequest
    }

    /// The projects that the actions go to, sorted.
    package var projects: [ProjectName] {
        Set(actions.map(\.project)).sorted()
    }

    /// What the event becomes.
    ///
    /// A pure function of the mapping and the input.
    ///
    /// - Parameter explanation: what to gather beside that.
    package func evaluate(_ input: MappingInput, explaining explanation: Explanation = .none) -> MappingResult {
        var evaluation = EventEvaluation(self, input, explaining: explanation, EvaluationMemory())
        return evaluation.run()
    }
}
