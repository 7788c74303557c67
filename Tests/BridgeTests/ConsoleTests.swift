import Testing

@testable import Bridge

struct ConsoleTests {
    static let environments: [([String: String], Bool)] = [
        ([:], true), (["TERM": "xterm-256color"], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false),
        (["NO_COLOR": "0", "TERM": "xterm"], false), (["TERM": "dumb"], false),
    ]

    @Test(arguments: environments)
    func `who wants no colour gets none, not even at a terminal`(environment: [String: String], allows: Bool) {
        #expect(Console.allowsColour(environment) == allows)
    }
}
