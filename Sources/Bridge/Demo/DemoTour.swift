internal import Linux
internal import Synchronization

/// The demonstration from its folder's making to its removal, on a thread of its own beside one that waits for signals.
final class DemoTour: Sendable {
    private let mappings: String
    private let console: Console
    private let interrupted = Mutex(false)
    private let ending = Mutex(ExitCode.failure)

    init(mappings: String, console: Console) {
        self.mappings = mappings
        self.console = console
    }

    /// How it ended; to be asked for when `run` has returned.
    var exit: ExitCode { ending.withLock { $0 } }

    /// Makes `run` return soon, from any thread; after its end nothing.
    func interrupt() {
        interrupted.withLock { $0 = true }
    }

    /// Shows everything on the calling thread, and leaves no file behind.
    func run() {
        do throws(StartError) {
            let folder = try Self.makeFolder()
            defer { Files.removeFolder(folder) }
            var console = console
            console.beforeLeaving = { Files.removeFolder(folder) }
            let demo = try Demo(folder: folder, mappings: mappings, console: console) { [self] in
                interrupted.withLock { $0 }
            }
            defer { demo.end() }
            if try demo.run() { ending.withLock { $0 = .success } }
        } catch {
            console.fail(error.description)
        }
    }

    private static func makeFolder() throws(StartError) -> String {
        do {
            return try Files.makeTemporaryFolder(prefix: "funnelbridge-demo-")
        } catch {
            throw StartError("no folder can be made: \(error); set TMPDIR to one that can be written")
        }
    }
}
