import Testing

@testable import Bridge

struct CommandLineArgumentsTests {
    private static let command = CommandSpecification(
        "try",
        "Tries",
        arguments: "FIRST [SECOND]",
        argumentCount: 1...2,
        options: [
            .flag("json", "A flag"), .value("state", "STATE", "A value"),
            .value("query", "K=V", "Many values", repeats: true),
        ],
        discussion: ""
    )

    private static func read(_ words: String...) throws(UsageError) -> CommandLineArguments {
        try CommandLineArguments(words, for: command)
    }

    @Test func `options and arguments may stand in any order`() throws {
        let arguments = try Self.read("--json", "one", "--state", "dead", "two")
        #expect(arguments.positional == ["one", "two"])
        #expect(arguments.has("json"))
        #expect(arguments.value("state") == "dead")
    }

    @Test func `a value may follow an equals sign, and may hold one`() throws {
        let arguments = try Self.read("--state=dead", "--query=a=b", "--query", "c=d", "one")
        #expect(arguments.value("state") == "dead")
        #expect(arguments.all("query") == ["a=b", "c=d"])
    }

    @Test func `an empty value is a value`() throws {
        #expect(try Self.read("one", "--state=").value("state")?.isEmpty == true)
    }

    @Test func `two dashes end the options, and one dash is an argument`() throws {
        #expect(try Self.read("--", "--json").positional == ["--json"])
        #expect(try Self.read("-").positional == ["-"])
    }

    @Test func `what was not given is absent`() throws {
        let arguments = try Self.read("one")
        #expect(!arguments.has("json"))
        #expect(arguments.value("state") == nil)
        #expect(arguments.all("query").isEmpty)
    }

    static let refusals: [([String], UsageError)] = [
        (["one", "--jsn"], .unknownOption("--jsn", command: "try", nearest: "--json")),
        (["one", "--zzzzzzzz"], .unknownOption("--zzzzzzzz", command: "try", nearest: nil)),
        (["one", "-j"], .unknownOption("-j", command: "try", nearest: nil)),
        (["one", "--state"], .missingValue(option: "--state", placeholder: "STATE")),
        (["one", "--json=yes"], .unexpectedValue(option: "--json")),
        (["one", "--json", "--json"], .repeated(option: "--json")),
        (["one", "--state=a", "--state=b"], .repeated(option: "--state")),
        (["one", "two", "three"], .tooManyArguments("three", command: "try")),
        ([], .missingArgument("FIRST [SECOND]", command: "try")),
    ]

    @Test(arguments: refusals)
    func `a command line that cannot be understood says what is wrong`(words: [String], expected: UsageError) {
        #expect(throws: expected) { try CommandLineArguments(words, for: Self.command) }
    }

    @Test func `a value that does not parse is refused with what was expected`() throws {
        let arguments = try Self.read("one", "--state", "x")
        let expected = UsageError.badValue(option: "--state", value: "x", expected: "a number")
        #expect(throws: expected) { try arguments.value("state", expected: "a number") { Int($0) } }
        #expect(expected.description == "'x' is no value for '--state': expected a number")
    }
}
