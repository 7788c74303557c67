internal import Domain
internal import JSON
internal import JSONPath

/// One event on its way through a mapping.
///
/// What is found goes out in the order of section 10 of the mapping language, and so the first error met is the first in
/// the order of the payload.
struct EventEvaluation: ~Copyable {
    private let actionsOfMapping: [CompiledAction]
    private let otherwise: EventState
    private let dates: DateReader
    let asksForLocations: Bool
    let isStrict: Bool
    /// Whether it is gathered how each field came to be.
    let explains: Bool
    private let tellsSkips: Bool
    var context: EvaluationContext
    var memory: EvaluationMemory
    var warnings = WarningList()
    var actions: [Action] = []
    var skipped: [MappingResult.SkippedAction] = []
    var provenance: [MappingResult.FieldProvenance] = []
    private var payloadBytes = 0

    /// - Parameter memory: that an earlier evaluation may have used.
    init(
        _ mapping: Mapping,
        _ input: MappingInput,
        explaining explanation: Explanation,
        _ memory: consuming EvaluationMemory
    ) {
        actionsOfMapping = mapping.actions
        otherwise = mapping.otherwise
        dates = mapping.dates
        asksForLocations = mapping.asksForLocations
        isStrict = mapping.isStrict
        explains = explanation == .everything
        tellsSkips = explanation != .none
        context = EvaluationContext(
            query: QueryContext(body: input.body, request: input.request),
            trace: explains ? EvaluationTrace() : nil
        )
        self.memory = memory
        // Swapped, not copied: what has two owners would be copied once more when it is written to.
        swap(&context.query.memory, &self.memory.query)
        swap(&context.slugs, &self.memory.slugs)
        if let remark = input.remark { warnings.add("body", remark) }
    }

    /// Ends the evaluation and gives its memory to the next.
    consuming func finish() -> EvaluationMemory {
        swap(&context.query.memory, &memory.query)
        swap(&context.slugs, &memory.slugs)
        // What an error has left there.
        memory.nodes.removeAll(keepingCapacity: true)
        return memory
    }

    /// Runs every action of the mapping.
    mutating func run() -> MappingResult {
        var failure: MappingError?
        do throws(MappingError) {
            for action in actionsOfMapping { try perform(action) }
        } catch {
            failure = error
        }
        let state: EventState
        if failure != nil {
            state = .unmapped
        } else {
            state = actions.isEmpty ? otherwise : .mapped
        }
        return MappingResult(
            state: state,
            actions: failure == nil ? actions : [],
            warnings: warnings.list,
            error: failure.map { EventWarning(field: $0.field, message: $0.message) },
            skipped: skipped,
            provenance: provenance
        )
    }

    private mutating func perform(_ action: CompiledAction) throws(MappingError) {
        guard let each = action.each else {
            context.query.enter(nil)
            return try performOnce(action)
        }
        context.query.enter(nil)
        let nodes = select(each, withLocations: asksForLocations)
        try checkSteps("each")
        if nodes.isEmpty { skip(action, "each: \(each.text) selects nothing") }
        for index in nodes {
            context.query.enter(memory.nodes[index])
            try performOnce(action)
        }
        memory.nodes.removeLast(nodes.count)
        context.query.enter(nil)
    }

    /// What a query selects, as places in the memory's list; whoever has gone through it takes it off the list.
    ///
    /// - Parameter withLocations: whether `$key` and `$path` will be asked for; if they are nonetheless, they are found.
    mutating func select(_ query: CompiledQuery, withLocations: Bool) -> Range<Int> {
        let start = memory.nodes.count
        query.appendNodes(to: &memory.nodes, withLocations: withLocations, in: &context)
        return start..<memory.nodes.count
    }

    private mutating func performOnce(_ action: CompiledAction) throws(MappingError) {
        if let when = action.when {
            let holds = when.holds(in: &context)
            try checkSteps("when")
            guard holds else { return skip(action, "when: \(when.text) is false") }
        }
        guard actions.count < MappingLimits.actions else {
            throw MappingError(field: "action", message: "the event makes more than \(MappingLimits.actions) actions")
        }
        memory.payload.begin(flattens: !action.flatten.isEmpty)
        let name = try name(of: action)
        let session = try identity(action.session, .session)
        let email = try identity(action.email, .email)
        let dateTime = try dateTime(action.dateTime)
        for field in action.fields {
            let value = try value(field.value, for: field.name)
            guard !value.isMissing else { continue }
            memory.payload.add(field.nameBytes, field.nameText, value)
            try checkSize(with: memory.payload.count)
        }
        for rule in action.flatten { try flatten(rule) }
        if !action.purchase.isEmpty { try addPurchase(action.purchase) }
        let bytes = memory.payload.finish()
        try checkSize(with: bytes.count)
        payloadBytes += bytes.count
        let key = try dedupeKey(of: action, name, dateTime)
        try checkSteps("dedupe")
        actions.append(
            Action(
                name: name,
                project: action.project,
                payload: bytes,
                dedupeKey: key,
                lane: (session ?? email)?.text
            )
        )
    }

    private mutating func name(of action: CompiledAction) throws(MappingError) -> ActionName {
        switch action.name {
        case .fixed(let name):
            return name
        case .computed(let compiled, let text):
            let value = try vital(compiled, for: "action", single: true)
            guard !value.isMissing else {
                throw MappingError(field: "action", message: "the action has no name: \(text) is missing")
            }
            guard let name = ActionName(value.text) else {
                throw MappingError(field: "action", message: "'\(value.text)' cannot be an action's name")
            }
            let length = name.text.utf8.count
            guard length <= ActionName.longest else {
                let message = "an action's name has \(ActionName.longest) bytes at most, this one has \(length)"
                throw MappingError(field: "action", message: message)
            }
            return name
        }
    }

    /// Adds `session` or `email`; nil when it is missing.
    private mutating func identity(
        _ compiled: CompiledValue?,
        _ name: IdentityName
    ) throws(MappingError) -> Value? {
        guard let compiled else { return nil }
        let value = try vital(compiled, for: name.text, single: true)
        guard !value.isMissing else { return nil }
        memory.payload.add(name.bytes, name.member, value)
        return value
    }

    /// Adds `dateTime`, read as the filter `date` reads it; nil when it is missing.
    private mutating func dateTime(_ compiled: CompiledValue?) throws(MappingError) -> DateValue? {
        guard let compiled else { return nil }
        // Most mappings send one node, read as a date: by way of the date's text, to be read once more, that took three times
        // as many instructions. What is no date goes the long way, which knows what is wrong.
        if let node = compiled.nodeOfDate(in: &context), let date = dates.date(from: .node(node)) {
            memory.payload.add(IdentityName.dateTime.bytes, IdentityName.dateTime.member, date)
            return date
        }
        let value = try vital(compiled, for: "dateTime", single: true)
        guard !value.isMissing else { return nil }
        guard let date = dates.date(from: value) else {
            let message = "date: \(value.sample) is not a date, or needs its format"
            if explains { explainNoDate(message) }
            throw MappingError(field: "dateTime", message: message)
        }
        memory.payload.add(IdentityName.dateTime.bytes, IdentityName.dateTime.member, date)
        if explains { explain(date) }
        return date
    }

    private mutating func dedupeKey(
        of action: CompiledAction,
        _ name: ActionName,
        _ dateTime: DateValue?
    ) throws(MappingError) -> DedupeKey {
        let hash: [UInt8]
        if let by = action.dedupe.by {
            var values: [Value] = []
            var size = 0
            for compiled in by {
                let value = try vital(compiled, for: "dedupe", single: false)
                size += value.size
                guard size <= MappingLimits.payloadBytes else {
                    throw MappingError(field: "dedupe", message: "the values of 'by' take more than 64 MiB")
                }
                values.append(value)
            }
            hash = memory.hasher.hash(action.project, name, dateTime, by: values)
            // The same long text may be asked for again for each action.
            context.query.stepsLeft -= memory.hasher.count >> 1
        } else {
            hash = memory.hasher.hash(action.project, name, memory.payload)
        }
        return DedupeKey(dateTime: dateTime?.moment, hash: hash, window: action.dedupe.window)
    }

    private mutating func skip(_ action: CompiledAction, _ why: @autoclosure () -> String) {
        guard tellsSkips else { return }
        skipped.append(MappingResult.SkippedAction(action: action.nameText, why: why()))
    }

    /// Refuses more than an event may become, while it is being made: a name or text of a large body may be asked for again
    /// for each of its nodes.
    ///
    /// - Parameter bytes: of the payload in hand.
    @inline(__always)
    func checkSize(with bytes: Int) throws(MappingError) {
        guard payloadBytes + bytes <= MappingLimits.payloadBytes else {
            throw MappingError(field: "action", message: "the event's actions take more than 64 MiB")
        }
    }

    /// Refuses what was evaluated with too little of the event looked at.
    func checkSteps(_ field: @autoclosure () -> String) throws(MappingError) {
        guard context.query.isExhausted else { return }
        throw MappingError(
            field: field(),
            message:
                "the event is too large for this mapping's queries: select more narrowly than by nested '..' or filters"
        )
    }
}
