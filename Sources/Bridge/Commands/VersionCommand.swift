internal import Forwarding
internal import Ledger

/// `version`: this program's version and the libraries it runs with.
struct VersionCommand: Command {
    static let specification = CommandSpecification(
        "version",
        "Prints the program's version, and its libraries'",
        discussion: "Prints the version of funnelbridge and of the two libraries it runs with."
    )

    init() {}

    init(_ arguments: CommandLineArguments) throws(UsageError) {}

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        console.print("funnelbridge \(Version.text)")
        console.print("libcurl \(CurlVersion.text)")
        console.print("SQLite \(SQLiteVersion.text)")
        return .success
    }
}
