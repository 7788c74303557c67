internal import Domain
internal import Ledger
internal import Linux

/// `status`: what is pending, delivered and dead, and what wants a person.
struct StatusCommand: Command {
    static let specification = CommandSpecification(
        "status",
        "Shows what is pending and what was sent, and what wants a person",
        options: [
            .flag("json", "Print one JSON document"),
            .flag("watch", "Show it again every second, until Ctrl-C"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
        ],
        discussion: """
            Reads the ledger itself, so that it works when the daemon is down.

            What is only worth a look, a source whose events have changed or that is quiet against its habit, does \
            not change the exit code.
            """,
        exits: [
            (0, "all is well"),
            (1, "something wants a person: see the lines under \"Wants your attention\""),
            (2, "there is no ledger, or it cannot be read"),
        ]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else {
            return .different
        }
        do throws(LedgerError) {
            let reader = try LedgerReader(path: configuration.database)
            while true {
                let code = try show(reader, on: surroundings.console)
                guard arguments.has("watch") else { return code }
                Clock.sleep(milliseconds: 1_000)
            }
        } catch {
            surroundings.console.fail(error.description)
            return .different
        }
    }

    private func show(_ reader: borrowing LedgerReader, on console: Console) throws(LedgerError) -> ExitCode {
        let now = Timestamp.now()
        let summary = try reader.status(at: now)
        if arguments.has("json") {
            console.print(StatusDocument.json(summary, at: now))
        } else {
            // Home, and clear to the end (ECMA-48): what was there is written over, without a flicker.
            let start = arguments.has("watch") && console.outputIsTerminal ? "\u{1B}[H\u{1B}[J" : ""
            let width = console.outputIsTerminal ? console.width : nil
            let text = StatusText(summary, at: now, style: console.style, width: width)
            console.print(start + text.lines.joined(separator: "\n"))
        }
        return Attention.lines(for: summary).isEmpty ? .success : .failure
    }
}
