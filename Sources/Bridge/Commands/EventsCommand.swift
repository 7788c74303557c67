internal import Domain
internal import Forwarding
internal import JSONPath
internal import Ledger
internal import Linux

/// `events`: what the ledger holds, one event at a time, and what a person decides about forwards.
struct EventsCommand: Command {
    static let specification = CommandSpecification(
        "events",
        "Lists and shows events; sends again, gives up, maps again",
        arguments: "list|show|retry|discard|remap [ID…]",
        argumentCount: 1...10_000,
        options: [
            .value(
                "state",
                "STATE",
                "Events in this state (mapped, ignored, held, unmapped, unreadable), or with a forward in it (pending, "
                    + "delivered, duplicate, dead, discarded)",
                choices: EventState.allCases.map(\.rawValue) + ForwardState.Name.allCases.map(\.rawValue)
            ),
            .value("source", "SOURCE", "Events of this source"),
            .value("since", "TIME", "Received since: 2026-11-21, 2026-11-21T05:00:00Z, or an age such as 2h"),
            .value("limit", "N", "How many at most (default: 50)"),
            .flag("all", "retry, discard, remap: everything in the state given with --state"),
            .flag("yes", "Do not ask before a bulk change"),
            .flag("json", "list, show: print one JSON document"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
            ConfigurationOptions.mappings,
        ],
        discussion: """
              list         the newest events first
              show ID      its body, what was sent where, byte for byte, and every attempt
              retry ID…    makes its dead and discarded forwards pending again
              discard ID…  decides that what is still owed of it is not to be sent
              remap ID…    maps it by the mapping files as they are now, and sends what
                           was not sent before; held events are released by this alone

            IDs are events'. In their place, retry --all --state dead and remap --all --state unmapped take all: they \
            say how much they would change, and ask first. All of it is safe beside a running daemon, which takes \
            notice by itself.
            """,
        exits: [
            (0, "done"), (1, "an event was not found, nothing was changed, or an event is still unmapped"),
            (2, "there is no ledger"),
        ]
    )

    private enum Deed {
        case list(EventQuery)
        case show(EventID)
        case retry(ForwardSelection)
        case discard(ForwardSelection)
        case remap(RemapSelection)
    }

    private let arguments: CommandLineArguments
    private let deed: Deed

    private static let deeds = ["list", "show", "retry", "discard", "remap"]

    /// The options that a deed heeds, besides those of the configuration; those for a bulk change need `--all`.
    private static func options(of deed: String, inBulk: Bool) -> Set<String> {
        switch deed {
        case "list": ["state", "source", "since", "limit", "json"]
        case "show": ["json"]
        case "remap" where inBulk: ["all", "state", "source", "since", "yes", "mappings"]
        case "remap": ["yes", "mappings"]
        default: inBulk ? ["all", "state", "yes"] : ["yes"]
        }
    }

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        let word = arguments.positional[0]
        guard Self.deeds.contains(word) else {
            let nearest = Spelling.nearest(word, among: Self.deeds).map { "events \($0)" }
            throw .unknownCommand("events \(word)", nearest: nearest)
        }
        try Self.refuseOthers(arguments, deed: word)
        let ids = try Self.identifiers(arguments.positional.dropFirst())
        switch word {
        case "list":
            guard ids.isEmpty else { throw .tooManyArguments(arguments.positional[1], command: "events list") }
            deed = .list(try Self.query(arguments))
        case "show":
            guard let id = ids.first, ids.count == 1 else { throw .missingArgument("one ID", command: "events show") }
            deed = .show(id)
        case "retry": deed = .retry(try Self.selection(ids, arguments, deed: word))
        case "discard": deed = .discard(try Self.selection(ids, arguments, deed: word))
        default: deed = .remap(try Self.remapSelection(ids, arguments))
        }
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else {
            return .different
        }
        do throws(LedgerError) {
            switch deed {
            case .list(let query): return try list(query, configuration.database, console)
            case .show(let id): return try show(id, configuration, console)
            case .retry(let selection):
                return try change(selection, configuration.database, console, .retry) {
                    (editor, progress) throws(LedgerError) in
                    try editor.retry(selection, now: .now(), progress: progress)
                }
            case .discard(let selection):
                return try change(selection, configuration.database, console, .discard) {
                    (editor, progress) throws(LedgerError) in
                    try editor.discard(selection, now: .now(), progress: progress)
                }
            case .remap(let selection):
                return try EventRemap(
                    selection: selection,
                    configuration: configuration,
                    console: console,
                    isAgreed: arguments.has("yes")
                ).run()
            }
        } catch {
            console.fail(error.description)
            return error.kind == .missing ? .different : .failure
        }
    }

    private func list(_ query: EventQuery, _ path: String, _ console: Console) throws(LedgerError) -> ExitCode {
        let events = try LedgerReader(path: path).events(query)
        if arguments.has("json") {
            console.print(EventDocument.json(events))
        } else if events.isEmpty {
            console.note("no such events")
        } else {
            console.print(EventText.list(events, style: console.style).joined(separator: "\n"))
            if events.count == query.limit { console.note("the newest \(query.limit); --limit shows more") }
        }
        return .success
    }

    private func show(_ id: EventID, _ configuration: Configuration, _ console: Console) throws(LedgerError) -> ExitCode
    {
        guard let event = try LedgerReader(path: configuration.database).event(id) else {
            console.fail("no event \(id) in \(configuration.database)")
            return .failure
        }
        if arguments.has("json") {
            console.print(EventDocument.json(event))
        } else {
            let text = EventText.detail(event, style: console.style) { action, project in
                let endpoint = configuration.project(project)?.endpoint ?? .funnelytics
                return "\(endpoint)/\(action.pathSegment)"
            }
            console.print(text.joined(separator: "\n"))
        }
        return .success
    }

    /// Counts, asks where much is at stake, changes, and says what came of it.
    private func change(
        _ selection: ForwardSelection,
        _ path: String,
        _ console: Console,
        _ edit: ForwardEdit,
        _ work: (borrowing LedgerEditor, (Int) -> Void) throws(LedgerError) -> EditReport
    ) throws(LedgerError) -> ExitCode {
        let editor = try LedgerEditor(path: path)
        if case .all(let state) = selection {
            let count = try editor.count(state)
            guard count > 0 else {
                console.note("nothing to \(edit.verb)")
                return .success
            }
            let question =
                "\(edit.verb.prefix(1).uppercased() + edit.verb.dropFirst()) \(Counted.text(count, "forward"))?"
            guard arguments.has("yes") || console.confirms(question) else {
                console.note("nothing was changed")
                return .failure
            }
        }
        let report = try work(editor) { console.progress("\($0) forwards") }
        console.endProgress()
        for id in report.unknown { console.fail("no event \(id) in \(path)") }
        for line in edit.lines(report) { console.print(line) }
        return report.unknown.isEmpty && report.changed + report.ignored > 0 ? .success : .failure
    }

    /// An option that would change nothing must not look as if it did: `retry --all --source X` would retry all.
    private static func refuseOthers(_ arguments: CommandLineArguments, deed: String) throws(UsageError) {
        let heeded = options(of: deed, inBulk: arguments.has("all")).union(["config", "database"])
        let command = arguments.has("all") && heeded.contains("all") ? "events \(deed) --all" : "events \(deed)"
        for option in specification.options where arguments.has(option.name) && !heeded.contains(option.name) {
            throw .unexpectedOption("--\(option.name)", command: command)
        }
    }

    private static func identifiers(_ texts: ArraySlice<String>) throws(UsageError) -> [EventID] {
        var ids: [EventID] = []
        for text in texts {
            guard let id = EventID(text) else {
                throw .badValue(option: "ID", value: text, expected: "an event's id of 13 letters and digits")
            }
            ids.append(id)
        }
        return ids
    }

    private static func query(_ arguments: CommandLineArguments) throws(UsageError) -> EventQuery {
        let states = EventState.allCases.map(\.rawValue) + ForwardState.Name.allCases.map(\.rawValue)
        return EventQuery(
            state: try arguments.value("state", expected: "one of \(states.joined(separator: ", "))") {
                EventQuery.State($0)
            },
            source: try arguments.value("source", expected: "a source's name") { SourceName($0) },
            since: try arguments.value("since", expected: "a date, a time or an age such as 2h") {
                SinceText.timestamp($0, now: .now())
            },
            limit: try arguments.value("limit", expected: "a whole number above 0") {
                Int($0).flatMap { $0 > 0 ? $0 : nil }
            }
                ?? 50
        )
    }

    private static func selection(
        _ ids: [EventID],
        _ arguments: CommandLineArguments,
        deed: String
    ) throws(UsageError) -> ForwardSelection {
        guard arguments.has("all") else {
            guard !ids.isEmpty else {
                throw .missingArgument("an ID, or --all --state STATE", command: "events \(deed)")
            }
            return .events(ids)
        }
        guard ids.isEmpty else { throw .tooManyArguments(arguments.positional[1], command: "events \(deed) --all") }
        let state = try arguments.value("state", expected: "dead, pending or discarded") { word in
            ForwardState.Name(rawValue: word).flatMap { [.dead, .pending, .discarded].contains($0) ? $0 : nil }
        }
        guard let state else { throw .missingArgument("--state with --all", command: "events \(deed)") }
        return .all(state)
    }

    private static func remapSelection(
        _ ids: [EventID],
        _ arguments: CommandLineArguments
    ) throws(UsageError) -> RemapSelection {
        guard arguments.has("all") else {
            guard !ids.isEmpty else {
                throw .missingArgument("an ID, or --all --state STATE", command: "events remap")
            }
            return .events(ids)
        }
        guard ids.isEmpty else { throw .tooManyArguments(arguments.positional[1], command: "events remap --all") }
        let words = RemapSelection.states.map(\.rawValue).joined(separator: ", ")
        let state = try arguments.value("state", expected: "one of \(words)") { word in
            RemapSelection.states.first { $0.rawValue == word }
        }
        guard let state else { throw .missingArgument("--state with --all", command: "events remap") }
        let query = try query(arguments)
        return .all(state, source: query.source, since: query.since)
    }
}
