internal import Domain
internal import Forwarding
internal import JSONPath
internal import Ledger
internal import Linux

/// `events`: what the ledger holds, one event at a time, and what a person decides about forwards.
struct EventsCommand: Command {
    static let specification = CommandSpecification(
        "events",
        "Lists and shows events; sends forwards again, or gives them up",
        arguments: "list|show|retry|discard [ID…]",
        argumentCount: 1...10_000,
        options: [
            .value("state", "STATE", "Events in this state, or with a forward in it: mapped … dead"),
            .value("source", "SOURCE", "Events of this source"),
            .value("since", "TIME", "Received since: 2026-11-21, 2026-11-21T05:00:00Z, or an age such as 2h"),
            .value("limit", "N", "How many at most (default: 50)"),
            .flag("all", "retry: all forwards in the state given with --state"),
            .flag("yes", "Do not ask before a bulk change"),
            .flag("json", "list, show: print one JSON document"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
        ],
        discussion: """
            list: the newest events first.
            show ID: everything about an event: its body, what was sent where byte for byte, and every attempt.
            retry ID… or retry --all --state dead: makes forwards pending again.
            discard ID…: decides that what is still owed of an event is not to be sent.

            IDs are events'. All of it is safe beside a running daemon, which takes notice by itself.
            """,
        exits: [(0, "done"), (1, "an event was not found, or nothing was changed"), (2, "there is no ledger")]
    )

    private enum Deed {
        case list(EventQuery)
        case show(EventID)
        case retry(ForwardSelection)
        case discard(ForwardSelection)
    }

    private let arguments: CommandLineArguments
    private let deed: Deed

    private static let deeds = ["list", "show", "retry", "discard"]

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        let word = arguments.positional[0]
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
        default:
            throw .unknownCommand(
                "events \(word)",
                nearest: Spelling.nearest(word, among: Self.deeds).map { "events \($0)" }
            )
        }
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        let configuration: Configuration
        do {
            configuration = try ConfigurationOptions.load(arguments, in: surroundings)
        } catch {
            error.report(on: console)
            return .different
        }
        do throws(LedgerError) {
            switch deed {
            case .list(let query): return try list(query, configuration.database, console)
            case .show(let id): return try show(id, configuration, console)
            case .retry(let selection):
                return try change(selection, configuration.database, console, verb: "retry", done: "pending again") {
                    (editor, progress) throws(LedgerError) in
                    try editor.retry(selection, now: Self.now(), progress: progress)
                }
            case .discard(let selection):
                return try change(selection, configuration.database, console, verb: "discard", done: "discarded") {
                    (editor, progress) throws(LedgerError) in
                    try editor.discard(selection, now: Self.now(), progress: progress)
                }
            }
        } catch {
            console.fail(error.description)
            return error.kind == .missing ? .different : .failure
        }
    }

    private func list(_ query: EventQuery, _ path: String, _ console: Console) throws(LedgerError) -> ExitCode {
        let events = try LedgerReader(path: path).events(query)
        if arguments.has("json") {
            console.print(bytes: EventDocument.json(events) + [UInt8(ascii: "\n")])
        } else if events.isEmpty {
            console.note("no such events")
        } else {
            console.print(EventText.list(events, now: Self.now(), style: console.style).joined(separator: "\n"))
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
            console.print(bytes: EventDocument.json(event) + [UInt8(ascii: "\n")])
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
        verb: String,
        done: String,
        _ work: (borrowing LedgerEditor, (Int) -> Void) throws(LedgerError) -> EditReport
    ) throws(LedgerError) -> ExitCode {
        let editor = try LedgerEditor(path: path)
        if case .all = selection {
            let count = try editor.count(selection)
            guard count > 0 else {
                console.note("nothing to \(verb)")
                return .success
            }
            guard arguments.has("yes") || console.confirms("\(verb) \(count) forward\(count == 1 ? "" : "s")?") else {
                console.note("nothing was changed")
                return .failure
            }
        }
        let report = try work(editor) { console.progress("\($0) forwards") }
        console.endProgress()
        for id in report.unknown { console.fail("no event \(id) in \(path)") }
        console.print(
            "\(report.changed) forward\(report.changed == 1 ? "" : "s") \(done), \(report.untouched) left as they were"
        )
        return report.unknown.isEmpty && report.changed > 0 ? .success : .failure
    }

    private static func now() -> Timestamp { Timestamp(microseconds: Clock.realtimeMicroseconds()) }

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
                SinceText.timestamp($0, now: now())
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
}
