internal import JSONPath

/// `help [COMMAND]`, and what `-h` and `--help` stand for.
struct HelpCommand: Command {
    static let specification = CommandSpecification(
        "help",
        "Says what there is, or what a command does",
        arguments: "[COMMAND]",
        argumentCount: 0...1,
        discussion: "Without a command, lists them all."
    )

    private let topic: CommandSpecification?

    init(topic: CommandSpecification?) {
        self.topic = topic
    }

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        guard let verb = arguments.positional.first else {
            topic = nil
            return
        }
        let all = Program.commands.map { $0.specification }
        guard let found = all.first(where: { $0.verb == verb }) else {
            throw .unknownCommand(verb, nearest: Spelling.nearest(verb, among: all.map(\.verb)))
        }
        topic = found
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        let (style, columns) = (console.style, console.width)
        let all = Program.commands.map { $0.specification }
        console.print(
            topic.map { HelpText.page($0, style: style, columns: columns) }
                ?? HelpText.overview(all, style: style, columns: columns)
        )
        return .success
    }
}
