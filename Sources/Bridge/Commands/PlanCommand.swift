internal import Domain
internal import JSONPath
internal import Ledger
internal import Linux
internal import Mappings

/// `plan`: what an edited mapping would have made of the events that came, beside what was made of them.
///
/// Reads only.
struct PlanCommand: Command {
    static let specification = CommandSpecification(
        "plan",
        "Shows what an edited mapping would change, over past events",
        arguments: "FILE.jsonc",
        argumentCount: 1...1,
        options: [
            .value("last", "N", "How many of the newest events to map (default: 100)"),
            .value("source", "SOURCE", "Whose events (default: the source that the file's name says)"),
            .flag("json", "Print one JSON document"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
            ConfigurationOptions.mappings,
        ],
        discussion: """
            Maps the newest stored events by the version that runs and by this file, and shows the difference action \
            by action: those that would appear, vanish or have another name, and fields that would be new, gone or \
            changed, with counts and examples. When the file is the one that runs, the difference is to what was sent.

            Nothing is stored or sent, and a running daemon is not disturbed.
            """,
        exits: [
            (0, "nothing would change"), (1, "the file or the ledger cannot be used"), (2, "something would change"),
        ]
    )

    private let arguments: CommandLineArguments
    private let last: Int
    private let source: SourceName?

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        last =
            try arguments.value("last", expected: "a number of events, 1 or more") { text in
                Int(text).flatMap { $0 > 0 ? $0 : nil }
            } ?? 100
        source = try arguments.value("source", expected: "the name of a source") { SourceName($0) }
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else {
            return .failure
        }
        guard let file = MappingFolder.file(at: arguments.positional[0]) else {
            console.note(.notAMapping(arguments.positional[0]))
            return .failure
        }
        let zones = TimeZones()
        let (mapping, diagnostics) = file.load(zones: zones)
        guard let mapping else {
            for diagnostic in diagnostics { console.note(diagnostic) }
            return .failure
        }
        let served = Self.files(of: configuration)
        let source = self.source ?? Self.source(of: file, among: served)
        do throws(LedgerError) {
            let reader = try LedgerReader(path: configuration.database)
            let status = try reader.status()
            let known = Set(status.sources.map(\.source)).union(served.map(\.source))
            guard known.contains(source) else {
                console.fail(Self.unknown(source, known))
                return .failure
            }
            var plan = Plan(
                source: source,
                mapping: mapping,
                other: try Self.running(source, reader, zones)
                    ?? served.first { $0.source == source }.flatMap { $0.load(zones: zones).mapping },
                running: status.mappings.first { $0.source == source }?.version
            )
            try plan.run(reader, last: last) { console.progress("\($0) of up to \(last) events mapped") }
            console.endProgress()
            show(plan, on: console)
            return plan.changes.hasChanges ? .different : .success
        } catch {
            console.endProgress()
            console.fail(error.description)
            return .failure
        }
    }

    private func show(_ plan: Plan, on console: Console) {
        if arguments.has("json") {
            console.print(PlanDocument.json(plan))
        } else {
            let text = PlanText(plan, style: console.style, width: console.width)
            console.print(text.lines.joined(separator: "\n"))
        }
    }

    /// The version that runs, as the daemon has kept it; nil when none is.
    private static func running(
        _ source: SourceName,
        _ reader: borrowing LedgerReader,
        _ zones: TimeZones
    ) throws(LedgerError) -> Mapping? {
        try reader.keptMappings().first { $0.source == source }
            .flatMap { Mapping.compile(file: $0.file, bytes: $0.text, zones: zones).mapping }
    }

    /// The mappings' folder; empty when it cannot be listed: what was sent can still be compared with.
    private static func files(of configuration: Configuration) -> [MappingFile] {
        do {
            return try MappingFolder.files(in: configuration.mappings)
        } catch {
            return []
        }
    }

    /// The source that the file serves where it stands in the mappings' folder, else the one of its own name.
    private static func source(of file: MappingFile, among served: [MappingFile]) -> SourceName {
        func plain(_ path: String) -> Substring { path.hasPrefix("./") ? path.dropFirst(2) : path[...] }
        return served.first { plain($0.path) == plain(file.path) }?.source ?? file.source
    }

    private static func unknown(_ source: SourceName, _ known: Set<SourceName>) -> String {
        let names = known.map(\.text).sorted()
        let nearest = Spelling.nearest(source.text, among: names).map { "; did you mean '\($0)'?" } ?? ""
        let all = names.isEmpty ? "" : " (there are \(names.joined(separator: ", ")))"
        return "no source '\(source)'\(all): say whose events with --source\(nearest)"
    }
}
