internal import Domain
internal import JSON
internal import Linux
internal import Mappings
internal import Signatures

/// `preview`: what a payload would become.
///
/// Nothing is stored or sent.
struct PreviewCommand: Command {
    static let specification = CommandSpecification(
        "preview",
        "Shows what a webhook would become; nothing is stored or sent",
        arguments: "SOURCE|FILE.jsonc [PAYLOAD|-]",
        argumentCount: 1...2,
        options: [
            .flag("json", "Print one JSON document; each payload byte for byte as it would be sent"),
            .value("explain", "FIELD", "Show each step from the body to this field"),
            .value("query", "NAME=VALUE", "An item of the request's query, for $request", repeats: true),
            .value("header", "NAME:VALUE", "A header of the request, for $request", repeats: true),
            .flag("form", "The payload is a form (application/x-www-form-urlencoded)"),
            ConfigurationOptions.config,
            ConfigurationOptions.mappings,
        ],
        discussion: """
            Maps a payload, a file or standard input, by the mapping of a source or by a file that need not be in use. \
            Shows the requests with their bodies, where every field came from, and why other actions did not apply.
            """,
        exits: [
            (0, "the mapping works on the payload"),
            (1, "the mapping has errors, or fails on the payload"),
            (2, "the payload cannot be read"),
        ]
    )

    private let arguments: CommandLineArguments
    private let query: [(name: String, value: String)]
    private let headers: [(name: String, value: String)]

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        query = try Self.pairs(arguments.all("query"), separator: "=", option: "--query", expected: "NAME=VALUE")
        headers = try Self.pairs(arguments.all("header"), separator: ":", option: "--header", expected: "NAME:VALUE")
            .map { ($0.name, Self.withoutSpaces($0.value)) }
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        let configuration: Configuration
        let file: MappingFile
        do {
            (configuration, file) = try find(arguments.positional[0], in: surroundings)
        } catch let error as ConfigurationError {
            error.report(on: console)
            return .failure
        } catch {
            console.fail("\(error)")
            return .failure
        }
        let (loaded, diagnostics) = file.load(zones: TimeZones())
        guard let mapping = loaded else {
            for diagnostic in diagnostics { console.note(diagnostic) }
            return .failure
        }
        let input: MappingInput
        do {
            let payload = try PayloadInput(arguments.positional.count > 1 ? arguments.positional[1] : nil, console)
            let isForm = arguments.has("form")
            input = MappingInput(
                body: try payload.document(isForm: isForm),
                request: try request(for: mapping),
                remark: payload.remark(isForm: isForm)
            )
        } catch let error as PayloadInput.Failure {
            console.fail(error.text)
            return .different
        } catch {
            console.fail("\(error)")
            return .different
        }
        let isJSON = arguments.has("json")
        let result = mapping.evaluate(input, explaining: isJSON ? .skips : .everything)
        let preview = Preview(source: file.source, mapping: mapping, result: result, configuration: configuration)
        if isJSON {
            console.print(preview.json)
        } else if let field = arguments.value("explain") {
            let lines = preview.explanation(of: field, style: console.style)
            guard !lines.isEmpty else {
                console.fail(preview.absence(of: field))
                return .failure
            }
            console.print(lines.joined(separator: "\n"))
        } else {
            preview.print(on: console)
        }
        return result.error == nil ? .success : .failure
    }

    /// The mapping that the argument names, and the configuration when there is need of one.
    private func find(_ name: String, in surroundings: Surroundings) throws -> (Configuration, MappingFile) {
        let isFile = name.hasSuffix(".jsonc")
        let configuration: Configuration
        do {
            configuration = try ConfigurationOptions.load(arguments, in: surroundings)
        } catch {
            // A file's preview needs no configuration, so that a broken one is no obstacle.
            guard isFile else { throw error }
            configuration = Configuration()
        }
        if isFile {
            guard let file = MappingFolder.file(at: name) else {
                throw StartError(Diagnostic.notAMapping(name).headline)
            }
            return (configuration, file)
        }
        let files = try ConfigurationOptions.mappingFiles(of: configuration)
        guard let file = files.first(where: { $0.source.text == name }) else {
            let known = files.map(\.source.text)
            let near = Preview.suggestion(for: name, among: known)
            let all =
                known.isEmpty
                ? "; it holds none: `funnelbridge draft` makes a first one"
                : "; there are \(known.prefix(10).joined(separator: ", "))"
            throw StartError("no mapping '\(name)' in \(configuration.mappings)" + (near.isEmpty ? all : near))
        }
        return (configuration, file)
    }

    private func request(for mapping: Mapping) throws(JSONParserError) -> JSONDocument {
        let bytes = RequestDocument.make(
            query: query,
            headers: headers,
            receivedAt: Timestamp.now().text,
            hiddenQuery: mapping.verify.credentialQueryItems,
            hiddenHeaders: mapping.verify.credentialHeaders
        )
        return try JSONDocument(parsing: bytes)
    }

    private static func pairs(
        _ texts: [String],
        separator: Character,
        option: String,
        expected: String
    ) throws(UsageError) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for text in texts {
            guard let place = text.firstIndex(of: separator), place > text.startIndex else {
                throw .badValue(option: option, value: text, expected: expected)
            }
            pairs.append((String(text[..<place]), String(text[text.index(after: place)...])))
        }
        return pairs
    }

    /// A header's value as a server takes it: no spaces and tabs at either end (RFC 9110, section 5.5).
    private static func withoutSpaces(_ value: String) -> String {
        let trimmed = value.drop { $0 == " " || $0 == "\t" }
        guard let last = trimmed.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(trimmed[...last])
    }
}
