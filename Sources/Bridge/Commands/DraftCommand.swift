internal import Domain
internal import Ledger
internal import Linux
internal import Mappings

/// `draft`: a commented first mapping for bodies that nobody has seen before.
struct DraftCommand: Command {
    static let specification = CommandSpecification(
        "draft",
        "Writes a commented first mapping for webhooks never seen before",
        arguments: "[PAYLOAD…|-]",
        argumentCount: 0...1_000,
        options: [
            .value("source", "SOURCE", "The source's name; without PAYLOAD, learns from its stored events"),
            .value("into", "FOLDER", "Write SOURCE.jsonc and SOURCE.test.jsonc there (default: print the mapping)"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
        ],
        discussion: """
            Looks through one or more bodies, JSON or forms, for an e-mail address, a time, money, questions with their \
            answers and what tells kinds of events apart, and writes a mapping with a comment at each guess; fields may \
            have English, German, French, Dutch, Spanish or Turkish names. It passes `check`, and its tests say what it \
            makes of the bodies; what it means is for you to read and correct.

            A source whose mapping is `"actions": []` with `"otherwise": "hold"` keeps what comes, so that \
            `draft --source SOURCE` can learn from it. The test file holds the bodies as they are.
            """,
        exits: [(0, "written"), (1, "a body cannot be read, or a file is there already")]
    )

    private let arguments: CommandLineArguments
    private let source: SourceName?

    /// How many of a source's stored events are learnt from.
    private static let eventLimit = 50

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        source = try arguments.value("source", expected: "the name of a source") { SourceName($0) }
        if arguments.positional.isEmpty, source == nil {
            throw .missingArgument("PAYLOAD, or --source SOURCE", command: "draft")
        }
        if arguments.has("into"), source == nil { throw .missingArgument("--source with --into", command: "draft") }
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        do {
            let bodies = try arguments.positional.isEmpty ? stored(in: surroundings) : given(console)
            guard !bodies.isEmpty else {
                console.fail("there is no stored event of '\(source?.text ?? "")' with a body to learn from")
                return .failure
            }
            let draft = try MappingDraft(source: source?.text, bodies: bodies)
            guard let folder = arguments.value("into"), let source else {
                console.print(draft.mapping, terminator: "")
                return .success
            }
            return try write(draft, source, into: folder, console)
        } catch let error as ConfigurationError {
            error.report(on: console)
        } catch let error as PayloadInput.Failure {
            console.fail(error.text)
        } catch {
            console.fail("\(error)")
        }
        return .failure
    }

    private func write(
        _ draft: MappingDraft,
        _ source: SourceName,
        into folder: String,
        _ console: Console
    ) throws(SystemError) -> ExitCode {
        let files = [("\(folder)/\(source).jsonc", draft.mapping), ("\(folder)/\(source).test.jsonc", draft.tests)]
        for (path, _) in files where Files.exists(path) {
            console.fail("\(path) is there already: nothing was written; draft into another folder, and compare")
            return .failure
        }
        guard Files.isDirectory(folder) else {
            console.fail("\(folder): there is no such folder; make it first")
            return .failure
        }
        // The tests first: a mapping that is watched is tried with them.
        for (path, text) in files.reversed() {
            try Files.writeAtomically(Array(text.utf8), to: path, permissions: 0o644)
        }
        for (path, _) in files { console.print(path) }
        return .success
    }

    /// The bodies named as arguments; one that is no JSON but looks like a form is read as one.
    private func given(_ console: Console) throws -> [MappingDraft.Body] {
        try arguments.positional.map { path in
            let payload = try PayloadInput(path, console)
            let isForm = payload.looksLikeForm
            // Read once here, so that the message names the file.
            _ = try payload.document(isForm: isForm)
            return MappingDraft.Body(bytes: payload.body(isForm: isForm), isForm: isForm)
        }
    }

    /// The bodies of the source's newest events, oldest first; unreadable ones are left out.
    private func stored(in surroundings: Surroundings) throws -> [MappingDraft.Body] {
        let configuration = try ConfigurationOptions.load(arguments, in: surroundings)
        let reader = try LedgerReader(path: configuration.database)
        var bodies: [MappingDraft.Body] = []
        for id in try reader.newestEvents(of: source, count: Self.eventLimit).reversed() {
            guard let event = try reader.storedEvent(id), event.state != .unreadable else { continue }
            let isForm = BodyDecoder.format(ofType: event.contentType) == .form
            bodies.append(MappingDraft.Body(bytes: event.body, isForm: isForm))
        }
        return bodies
    }
}
