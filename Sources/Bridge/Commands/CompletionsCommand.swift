internal import JSONPath

/// `completions`: the program's words for a shell's Tab key.
struct CompletionsCommand: Command {
    static let specification = CommandSpecification(
        "completions",
        "Prints completions for bash, zsh or fish",
        arguments: "bash|zsh|fish",
        argumentCount: 1...1,
        discussion: """
            Prints a script that teaches the shell the commands, their options and what these may be.

              bash: source <(funnelbridge completions bash)
              zsh:  source <(funnelbridge completions zsh)
              fish: funnelbridge completions fish > ~/.config/fish/completions/funnelbridge.fish
            """
    )

    private let shell: Shell

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        let word = arguments.positional[0]
        guard let shell = Shell(rawValue: word) else {
            guard let nearest = Spelling.nearest(word, among: Shell.allCases.map(\.rawValue)) else {
                throw .badValue(option: "SHELL", value: word, expected: "bash, zsh or fish")
            }
            throw .unknownCommand("completions \(word)", nearest: "completions \(nearest)")
        }
        self.shell = shell
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        surroundings.console.print(shell.script(Program.commands.map { $0.specification }))
        return .success
    }
}
