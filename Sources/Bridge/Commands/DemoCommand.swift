internal import Domain
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings
internal import Sandbox
internal import Signatures

/// `demo`: the program at work on a throw-away ledger.
struct DemoCommand: Command {
    static let specification = CommandSpecification(
        "demo",
        "Shows the program at work, on a throw-away ledger",
        options: [ConfigurationOptions.mappings],
        discussion: """
            Starts the sandbox and a daemon, sends one webhook for each mapping that has a test, and shows what came, \
            which actions it became, what was dropped as a duplicate, and what status says. Nothing is left behind and \
            nothing outside this machine is reached.
            """,
        exits: [
            (0, "every webhook arrived"), (1, "one did not, or the demonstration could not start or was interrupted"),
        ]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let tour = DemoTour(
            mappings: arguments.value("mappings") ?? Self.mappingsFolder(),
            console: surroundings.console
        )
        do throws(SystemError) {
            let signals = try Signals(hangUp: .stop)
            let touring = NamedThread("tour") {
                tour.run()
                Signals.raise(.stop)
            }
            _ = try signals.next()
            tour.interrupt()
            touring.join()
            return tour.exit
        } catch {
            surroundings.console.fail(error.description)
            return .failure
        }
    }

    /// The folder of mappings here, or where a package puts the shipped ones.
    private static func mappingsFolder() -> String {
        let places = ["./mappings", "/etc/funnelbridge/mappings", "/usr/share/funnelbridge/mappings"]
        return places.first { Files.isDirectory($0) } ?? places[0]
    }
}
