internal import Ledger
internal import Linux

/// `backup`: a consistent copy of the ledger.
struct BackupCommand: Command {
    static let specification = CommandSpecification(
        "backup",
        "Writes a consistent copy of the ledger, while the daemon runs",
        arguments: "FILE",
        argumentCount: 1...1,
        options: [ConfigurationOptions.config, ConfigurationOptions.database],
        discussion: """
            The copy is the ledger as it was when the command began, readable by its owner alone. It gets its name only \
            when it is whole, sound and on disk; a file of that name is not overwritten. Of a damaged ledger no copy is \
            made, so that none takes the place of a good one.

            To restore it: stop the daemon, remove the ledger with the files beside it that end in -wal and -shm, put \
            the copy in its place, and start the daemon.
            """,
        exits: [(0, "the copy is whole, sound and on disk"), (1, "there is no copy")]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else {
            return .failure
        }
        let destination = arguments.positional[0]
        do throws(LedgerError) {
            let reader = try LedgerReader(path: configuration.database)
            try reader.backup(to: destination) { copied, all in
                console.progress("\(all == 0 ? 100 : copied * 100 / all) % copied")
            }
            console.endProgress()
        } catch {
            console.endProgress()
            let isPlace = error.kind == .folder && error.path.hasPrefix(destination)
            let place = "\(destination): the copy cannot be written (\(error.detail)); make its folder first"
            console.fail(isPlace ? place : error.description)
            return .failure
        }
        do {
            let size = try FileStatus(destination).size
            console.print("\(destination): \(ByteSize.text(size)), a whole copy of \(configuration.database)")
        } catch {
            console.fail(error.description)
            return .failure
        }
        return .success
    }
}
