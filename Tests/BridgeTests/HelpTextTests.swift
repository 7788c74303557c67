import Testing

@testable import Bridge

struct HelpTextTests {
    private static let plain = TextStyle(coloured: false)

    @Test func `paragraphs break at spaces, and indented lines stay as they are`() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        let command = CommandSpecification("try", "Tries", discussion: "\(long)\n\n  \(long)")
        let lines = HelpText.page(command, style: Self.plain).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "Usage: funnelbridge try")
        #expect(lines[2] == "one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
        #expect(lines[3] == "fifteen")
        #expect(lines[5] == "  \(long)")
    }

    @Test func `a word that is wider than the page stands alone`() {
        let word = String(repeating: "x", count: 100)
        let command = CommandSpecification("try", "Tries", discussion: "before \(word) after")
        let lines = HelpText.page(command, style: Self.plain).split(separator: "\n")
        #expect(lines.dropFirst() == ["before", Substring(word), "after"])
    }

    @Test func `summaries of options hang under each other`() {
        let summary = "a summary that is far too long for what is left of its line beside the name of the option"
        let command = CommandSpecification("try", "Tries", options: [.flag("json", summary)], discussion: "It tries.")
        let lines = HelpText.page(command, style: Self.plain).split(separator: "\n")
        let options = lines.drop { !$0.hasPrefix("Options:") }.dropFirst()
        #expect(options.count == 2)
        #expect(options.first?.hasPrefix("  --json  a summary") == true)
        #expect(options.last?.hasPrefix("          ") == true)
    }

    @Test(arguments: Program.commands.map { $0.specification.verb })
    func `a page fits a terminal of eighty columns, but for usage and examples`(verb: String) throws {
        let command = try #require(Program.commands.map { $0.specification }.first { $0.verb == verb })
        let lines = HelpText.page(command, style: Self.plain).split(separator: "\n")
        let isOption = { (line: Substring) in line.hasPrefix("  ") }
        #expect(lines.filter { $0.count > 80 && !isOption($0) && !$0.hasPrefix("Usage:") } == [])
        #expect(lines.filter { $0.count > 100 } == [])
    }

    @Test(arguments: Program.commands.map { $0.specification.verb })
    func `on a narrow terminal a page is as wide as that, but for usage and examples`(verb: String) throws {
        let command = try #require(Program.commands.map { $0.specification }.first { $0.verb == verb })
        let lines = HelpText.page(command, style: Self.plain, columns: 40).split(separator: "\n")
        let isKept = { (line: Substring) in
            let isWord = line.split(separator: " ").count == 1
            return isWord || line.hasPrefix("Usage:") || line.hasPrefix("  ") && command.discussion.contains(line)
        }
        #expect(lines.filter { $0.count > 40 && !isKept($0) } == [])
        let overview = HelpText.overview(Program.commands.map { $0.specification }, style: Self.plain, columns: 40)
        #expect(overview.split(separator: "\n").filter { $0.count > 40 && !$0.hasPrefix("Usage:") } == [])
    }

    @Test func `the overview names every command, and nothing else is indented`() {
        let commands = Program.commands.map { $0.specification }
        let text = HelpText.overview(commands, style: Self.plain)
        let verbs = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(verbs == commands.map(\.verb))
        #expect(text.split(separator: "\n").filter { $0.count > 80 } == [])
    }
}
