internal import Domain
internal import Ledger
internal import Linux

/// `forget`: erases a person from the ledger.
struct ForgetCommand: Command {
    static let specification = CommandSpecification(
        "forget",
        "Erases a person: all bodies and payloads that hold an address",
        options: [
            .value("email", "ADDRESS", "The person's address; the case of letters does not matter"),
            .flag("yes", "Do not ask"),
            ConfigurationOptions.config,
            ConfigurationOptions.database,
        ],
        discussion: """
            Erases, for each event that holds the address anywhere, its body, its request, what was sent and what was \
            answered. What was still pending is not sent any more. Erased bytes are overwritten in the ledger's files.

            Counts, times and dedupe keys stay: a key is a hash, and a webhook that is sent again is still known by it.

            Safe beside a running daemon. Backups made before still hold the person, and so does Funnelytics.
            """,
        exits: [
            (0, "nothing that was in the ledger holds the address any more"),
            (1, "nothing, or not everything, was erased"),
        ]
    )

    private let arguments: CommandLineArguments
    private let address: String

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
        let address = try arguments.value("email", expected: "an e-mail address") { text in
            LedgerEditor.isAddress(text) ? text : nil
        }
        guard let address else { throw .missingArgument("--email ADDRESS", command: "forget") }
        self.address = address
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else {
            return .failure
        }
        do throws(LedgerError) {
            let editor = try LedgerEditor(path: configuration.database)
            if !arguments.has("yes") {
                let count = try editor.countEvents(about: address) { console.progress("\($0) events looked at") } ?? 0
                console.endProgress()
                if count > 0, !console.confirms(question(count)) {
                    console.note("nothing was erased")
                    return .failure
                }
            }
            // With none found too: what an earlier call could not take out of the log goes now.
            let now = Timestamp.now()
            let report = try editor.forget(address, now: now) { console.progress("\($0) events looked at") }
            console.endProgress()
            return say(report ?? ForgetReport(), on: console)
        } catch {
            console.endProgress()
            console.fail(error.description)
            return .failure
        }
    }

    private func question(_ count: Int) -> String {
        "\(Counted.text(count, "event")) \(count == 1 ? "holds" : "hold") \(address.printable). "
            + "Erase \(count == 1 ? "it" : "them") for good?"
    }

    private func say(_ report: ForgetReport, on console: Console) -> ExitCode {
        if report.events == 0 {
            console.print("no event holds \(address.printable)")
        } else {
            console.print(
                """
                erased from \(Counted.text(report.events, "event")): bodies, requests, and \
                \(Counted.text(report.forwards, "forward")) with what was answered
                """
            )
            if report.discarded > 0 {
                let were = report.discarded == 1 ? "was" : "were"
                console.print(
                    "\(Counted.text(report.discarded, "forward")) of these \(were) pending and will not be sent"
                )
            }
            console.print("counts, times and dedupe keys stay: a key is a hash that tells nothing of the person")
            console.note("backups made before still hold the person")
        }
        guard report.isLogEmptied else {
            console.fail(
                "another process reads the ledger, whose log holds what was erased until it ends; run this again then"
            )
            return .failure
        }
        return .success
    }
}
