import Testing

@testable import Bridge

struct CommandSpecificationTests {
    static let kinds: [(String, CommandSpecification.ArgumentKind, CommandSpecification.ArgumentKind)] = [
        ("", .other, .other),
        ("FILE", .file, .other),
        ("[FILE…]", .file, .file),
        ("[COMMAND]", .command, .other),
        ("bash|zsh|fish", .words(["bash", "zsh", "fish"]), .other),
        ("list|show [ID…]", .words(["list", "show"]), .other),
        ("SOURCE|FILE.jsonc [PAYLOAD|-]", .file, .file),
        ("EXPRESSION [PAYLOAD|-]", .other, .file),
    ]

    @Test(arguments: kinds)
    func `the usage line tells what arguments are`(
        arguments: String,
        first: CommandSpecification.ArgumentKind,
        others: CommandSpecification.ArgumentKind
    ) {
        let command = CommandSpecification("try", "Tries", arguments: arguments, argumentCount: 0...9, discussion: "")
        #expect(command.firstArgument == first)
        #expect(command.otherArguments == others)
    }
}
