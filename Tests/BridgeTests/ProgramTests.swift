import Testing

@testable import Bridge

struct ProgramTests {
    @Test func `every verb is there once, and every option of a verb once`() {
        let verbs = Program.commands.map { $0.specification.verb }
        #expect(Set(verbs).count == verbs.count)
        for command in Program.commands.map({ $0.specification }) {
            #expect(Set(command.options.map(\.name)).count == command.options.count, "\(command.verb)")
        }
    }

    static let refusals: [([String], UsageError)] = [
        (["--config", "x", "status"], .optionBeforeCommand("--config")),
        (["statsu"], .unknownCommand("statsu", nearest: "status")),
        (["events"], .missingArgument("list|show|retry|discard|remap [ID…]", command: "events")),
        (["events", "lst"], .unknownCommand("events lst", nearest: "events list")),
        (["events", "show"], .missingArgument("one ID", command: "events show")),
        (["events", "retry"], .missingArgument("an ID, or --all --state STATE", command: "events retry")),
        (["events", "remap"], .missingArgument("an ID, or --all --state STATE", command: "events remap")),
        (["events", "remap", "--all"], .missingArgument("--state with --all", command: "events remap")),
        (
            ["events", "retry", "--all", "--state=dead", "--source=x"],
            .unexpectedOption("--source", command: "events retry --all")
        ),
        (["events", "remap", "--state=held", "038fwvnns4000"], .unexpectedOption("--state", command: "events remap")),
        (["events", "list", "--yes"], .unexpectedOption("--yes", command: "events list")),
        (["events", "list", "--all"], .unexpectedOption("--all", command: "events list")),
        (
            ["events", "remap", "--all", "--state=held", "--limit=5"],
            .unexpectedOption("--limit", command: "events remap --all")
        ),
        (
            ["events", "retry", "--all", "--state=delivered"],
            .badValue(option: "--state", value: "delivered", expected: "dead, pending or discarded")
        ),
        (
            ["events", "list", "--limit=0"],
            .badValue(option: "--limit", value: "0", expected: "a whole number above 0")
        ),
        (
            ["events", "list", "--state=ded"],
            .badValue(
                option: "--state",
                value: "ded",
                expected:
                    "one of mapped, ignored, held, unmapped, unreadable, pending, delivered, duplicate, dead, discarded"
            )
        ),
        (["forget"], .missingArgument("--email ADDRESS", command: "forget")),
        (["forget", "--email", "ann"], .badValue(option: "--email", value: "ann", expected: "an e-mail address")),
        (["backup"], .missingArgument("FILE", command: "backup")),
        (["backup", "a", "b"], .tooManyArguments("b", command: "backup")),
        (["completions", "fsh"], .unknownCommand("completions fsh", nearest: "completions zsh")),
        (
            ["completions", "tcsh.exe"],
            .badValue(option: "SHELL", value: "tcsh.exe", expected: "bash, zsh or fish")
        ),
    ]

    @Test(arguments: refusals)
    func `a command line used the wrong way is refused with a way out`(words: [String], expected: UsageError) {
        #expect(throws: expected) { try Program.command(words) }
    }

    @Test(arguments: ["retry", "discard", "remap"])
    func `a deed may be told not to ask, of one event, too`(deed: String) throws {
        #expect(try Program.command(["events", deed, "--yes", "038fwvnns4000"]) is EventsCommand)
    }

    @Test func `asking for help never does anything else`() throws {
        for words in [
            ["backup", "--help"], ["forget", "--email", "a@b.example", "-h"], ["events", "discard", "--help"],
        ] {
            #expect(try Program.command(words) is HelpCommand)
        }
        #expect(try Program.command([]) is HelpCommand)
        #expect(try Program.command(["--version"]) is VersionCommand)
    }
}
