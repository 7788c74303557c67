internal import JSON
internal import JSONPath
internal import Linux
internal import Mappings

/// `eval`: evaluates an expression of the mapping language over a payload.
struct EvalCommand: Command {
    static let specification = CommandSpecification(
        "eval",
        "Evaluates an expression of the mapping language over a payload",
        arguments: "EXPRESSION [PAYLOAD|-]",
        argumentCount: 1...2,
        options: [
            .flag("all", "Print all nodes that a bare query selects, as one JSON array, without any joining"),
            .flag("form", "The payload is a form (application/x-www-form-urlencoded)"),
        ],
        discussion: """
            Prints the value that the expression would give a field, as JSON, or nothing at all when it is missing. \
            The payload is a file, or standard input.

              funnelbridge eval '$.data.score | number' body.json
            """,
        exits: [(0, "evaluated"), (1, "the expression is wrong"), (2, "the payload cannot be read")]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        let text = arguments.positional[0]
        var bag = DiagnosticBag(file: "expression", bytes: Array(text.utf8))
        guard let expression = expression(text, &bag) else {
            for diagnostic in bag.diagnostics { console.note(diagnostic) }
            return .failure
        }
        let document: JSONDocument
        do {
            let path = arguments.positional.count > 1 ? arguments.positional[1] : nil
            document = try PayloadInput(path, console).document(isForm: arguments.has("form"))
        } catch {
            console.fail(error.text)
            return .different
        }
        do {
            guard let output = try expression.output(over: document, console) else { return .success }
            console.print(output)
            return .success
        } catch {
            console.fail("\(error)")
            return .failure
        }
    }

    /// What is to be evaluated; nil, and said in `bag`, when the text is none.
    private func expression(_ text: String, _ bag: inout DiagnosticBag) -> Expression? {
        guard arguments.has("all") else {
            var context = ValueContext()
            return context.value(text, &bag).map { .value($0) }
        }
        do {
            return .query(try Query(text, dialect: .mapping))
        } catch {
            let range = error.offset..<error.offset + max(1, error.length)
            let isFilter = Array(text.utf8).dropFirst(error.offset).first == UInt8(ascii: "|")
            let reason = isFilter ? "--all takes a query alone, without filters" : error.reason
            bag.error(.invalidQuery, at: range, reason, suggestion: error.suggestion)
            return nil
        }
    }

    private enum Expression {
        case query(Query)
        case value(CompiledValue)

        /// JSON; nil when the value is missing.
        func output(over document: JSONDocument, _ console: Console) throws(QueryLimitError) -> [UInt8]? {
            var writer = JSONWriter()
            switch self {
            case .query(let query):
                writer.beginArray()
                for node in try query.nodes(in: document) { writer.value(node) }
                writer.endArray()
            case .value(let value):
                var context = EvaluationContext(query: QueryContext(body: document))
                let result = value.evaluate(in: &context)
                for misfit in context.takeMisfits() {
                    console.note("\(console.errorStyle.warning("warning:")) \(misfit.message)")
                }
                guard !result.isMissing else { return nil }
                writer.write(result)
            }
            return writer.bytes
        }
    }
}
