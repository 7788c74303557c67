internal import Glibc
internal import JSONPath
internal import Linux

/// The program: finds the command, runs it, and turns what it says into an exit code.
package enum Program {
    /// Runs the process's own arguments and ends the process.
    package static func main() -> Never {
        FileDescriptor.takeStandardPlaces()
        // A peer or reader that has gone is an error of one write, not the end of the program.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = readEnvironment()
        let surroundings = Surroundings(console: Console(environment: environment), environment: environment)
        exit(run(arguments, in: surroundings).rawValue)
    }

    static func run(_ arguments: [String], in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        do {
            return try command(arguments).run(in: surroundings)
        } catch {
            console.fail(error.description)
            let verbs = commands.map { $0.specification.verb }
            let topic = arguments.first.flatMap { $0 != "help" && verbs.contains($0) ? " \($0)" : nil } ?? ""
            let help = "funnelbridge help\(topic)"
            console.note("Run '\(help)' to see what there is.")
            return .usage
        }
    }

    /// The command that the arguments ask for.
    ///
    /// `-h`, `--help` and `--version` are spellings of commands.
    static func command(_ arguments: [String]) throws(UsageError) -> any Command {
        guard let verb = arguments.first else { return HelpCommand(topic: nil) }
        let rest = Array(arguments.dropFirst())
        switch verb {
        case "-h", "--help": return HelpCommand(topic: nil)
        case "-V", "--version": return VersionCommand()
        default: break
        }
        guard let type = commands.first(where: { $0.specification.verb == verb }) else {
            if verb.hasPrefix("-") { throw .optionBeforeCommand(verb) }
            let known = commands.map { $0.specification.verb }
            throw .unknownCommand(verb, nearest: Spelling.nearest(verb, among: known))
        }
        let asksForHelp = rest.prefix { $0 != "--" }.contains { $0 == "-h" || $0 == "--help" }
        if asksForHelp { return HelpCommand(topic: type.specification) }
        return try type.init(CommandLineArguments(rest, for: type.specification))
    }

    private static func readEnvironment() -> [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let parts = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return result
    }
}
