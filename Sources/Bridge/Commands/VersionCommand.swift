internal import Forwarding
internal import Ledger

/// `version`: this program's version and the libraries it runs with.
struct VersionCommand: Command {
    static let specification = CommandSpecification(
        "version",
        "Prints the program's version",
        discussion: "Prints the version of funnelbridge and of the two libraries it runs with."
    )

    init() {}

    init(_ arguments: CommandLineArguments) throws(UsageError) {}

    func run(in surroundings: Surroundings) -> ExitCode {
        surroundings.console.print("funnelbridge \(Version.text)")
        return .success
    }
}
