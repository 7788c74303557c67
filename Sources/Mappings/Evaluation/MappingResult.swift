package import Domain

/// What a mapping makes of one event.
package struct MappingResult: Sendable {
    /// `mapped`, `ignored`, `held` or `unmapped`.
    package let state: EventState
    /// In the file's order; empty unless `mapped`.
    package let actions: [Action]
    package let warnings: [EventWarning]
    /// Why the event is `unmapped`; nil otherwise.
    package let error: EventWarning?
    /// Actions that did not apply; gathered only where an explanation is asked for.
    package let skipped: [SkippedAction]
    /// How each field came to be, action by action; gathered only where everything is to be explained.
    package let provenance: [FieldProvenance]

    /// An action that did not apply.
    package struct SkippedAction: Equatable, Sendable {
        /// Its name as it stands in the file.
        package let action: String
        /// The reason: `when: present($.data.calculator_result) is false`.
        package let why: String
    }

    /// How one field of one action came to be.
    package struct FieldProvenance: Equatable, Sendable {
        /// The place of the action in `actions`, or in which it would be had the mapping not failed.
        package let action: Int
        /// The output name; `action`, `purchase.KEY` or `dedupe` as in warnings.
        package let field: String
        /// What came out, as JSON; nil when it is missing.
        package let value: String?
        package let steps: [EvaluationStep]
    }
}
