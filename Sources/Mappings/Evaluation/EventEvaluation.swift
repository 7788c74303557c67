internal import Domain
internal import JSON
internal import JSONPath

/// One event on its way through a mapping.
///
/// What is found goes out in the order of section 10 of the mapping language, and so the first error met is the first in
/// the order of the payload.
struct EventEvaluation {
    let mapping: Mapping
    let explains: Bool
    var context: EvaluationContext
    var payload = PayloadBuilder()
    var warnings = WarningList()
    var actions: [Action] = []
    var skipped: [MappingResult.SkippedAction] = []
    var provenance: [MappingResult.FieldProvenance] = []
    /// The names below a node on the way to what is flattened next, behind their prefix.
    var flattenedName: [UInt8] = []
    private var hasher = DedupeHasher()
    private var payloadBytes = 0

    init(_ mapping: Mapping, _ input: MappingInput, explains: Bool) {
        self.mapping = mapping
        self.explains = explains
        context = EvaluationContext(
            query: QueryContext(body: input.body, request: input.request),
            trace: explains ? EvaluationTrace() : nil
        )
    }

    /// Runs every action of the mapping.
    mutating func run() -> MappingResult {
        var failure: MappingError?
        do throws(MappingError) {
            for action in mapping.actions { try perform(action) }
        } catch {
            failure = error
        }
        let state: EventState
        if failure != nil {
            state = .unmapped
        } else {
            state = actions.isEmpty ? mapping.otherwise : .mapped
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
        let nodes = each.locatedNodes(in: &context)
        try checkSteps("each")
        if nodes.isEmpty { skip(action, "each: \(each.text) selects nothing") }
        for node in nodes {
            context.query.enter(node)
            try performOnce(action)
        }
        context.query.enter(nil)
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
        payload.begin(flattens: !action.flatten.isEmpty)
        let name = try name(of: action)
        let session = try identity(action.session, Self.sessionName, "session")
        let email = try identity(action.email, Self.emailName, "email")
        let dateTime = try dateTime(action.dateTime)
        for field in action.fields {
            let value = try value(field.value, for: field.name)
            if !value.isMissing { payload.add(field.nameBytes, value) }
        }
        for rule in action.flatten { try flatten(rule) }
        if !action.purchase.isEmpty { try addPurchase(action.purchase) }
        let bytes = payload.finish()
        payloadBytes += bytes.count
        try checkSize()
        let key = try dedupeKey(of: action, name, dateTime, bytes)
        try checkSteps("dedupe")
        actions.append(
            Action(
                name: name,
                project: action.project,
                payload: bytes,
                dedupeKey: key,
                lane: session ?? email
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
            return name
        }
    }

    /// Adds `session` or `email`; nil when it is missing.
    private mutating func identity(
        _ compiled: CompiledValue?,
        _ name: [UInt8],
        _ field: StaticString
    ) throws(MappingError) -> String? {
        guard let compiled else { return nil }
        let value = try vital(compiled, for: "\(field)", single: true)
        guard !value.isMissing else { return nil }
        payload.add(name, value)
        return value.text
    }

    /// Adds `dateTime`, read as the filter `date` reads it; nil when it is missing.
    private mutating func dateTime(_ compiled: CompiledValue?) throws(MappingError) -> DateValue? {
        guard let compiled else { return nil }
        let value = try vital(compiled, for: "dateTime", single: true)
        guard !value.isMissing else { return nil }
        guard let date = mapping.date(from: value) else {
            throw MappingError(
                field: "dateTime",
                message: "date: \(value.sample) is not a date that needs no format"
            )
        }
        payload.add(Self.dateTimeName, date)
        if explains { explain(date) }
        return date
    }

    private mutating func dedupeKey(
        of action: CompiledAction,
        _ name: ActionName,
        _ dateTime: DateValue?,
        _ bytes: [UInt8]
    ) throws(MappingError) -> DedupeKey {
        let hash: [UInt8]
        if let by = action.dedupe.by {
            var values: [Value] = []
            for compiled in by { values.append(try vital(compiled, for: "dedupe", single: false)) }
            hash = DedupeHasher.hash(action.project, name, dateTime, by: values)
        } else {
            hash = hasher.hash(action.project, name, bytes, payload)
        }
        return DedupeKey(dateTime: dateTime?.moment, hash: hash, window: action.dedupe.window)
    }

    private mutating func skip(_ action: CompiledAction, _ why: @autoclosure () -> String) {
        guard explains else { return }
        skipped.append(MappingResult.SkippedAction(action: action.nameText, why: why()))
    }

    private func checkSize() throws(MappingError) {
        guard payloadBytes <= MappingLimits.payloadBytes else {
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

    private static let sessionName = Array("session".utf8)
    private static let emailName = Array("email".utf8)
    private static let dateTimeName = Array("dateTime".utf8)
}
