import Foundation
import TestSupport

/// A small file system of a test's own in memory, unmounted with it: one that can be filled, and made read-only.
final class SmallDisk {
    private let folder: TemporaryFolder

    /// Whether this process may mount: as root, and where the kernel's rules for containers leave it to root.
    static let isPermitted: Bool = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        try run("/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700", "funnelbridge", folder.url.path())
    }

    deinit {
        // Lazily: a daemon that still runs then keeps its files, and nobody else finds them.
        try? run("/bin/umount", "-l", folder.url.path())
    }

    func path(_ name: String) -> String { folder.path(name) }

    /// Takes all the room that is left.
    func fill() throws {
        try Data().write(to: URL(filePath: path("filling")))
        let file = try FileHandle(forWritingTo: URL(filePath: path("filling")))
        for size in [1_048_576, 4_096] {
            while (try? file.write(contentsOf: Data(count: size))) != nil {}
        }
        try file.close()
    }

    /// Gives it back.
    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: path("filling"))
    }

    /// Refused by the kernel while a file is open for writing.
    func makeReadOnly(_ isReadOnly: Bool = true) throws {
        try run("/bin/mount", "-o", "remount,\(isReadOnly ? "ro" : "rw")", folder.url.path())
    }

    private func run(_ arguments: String...) throws {
        let elsewhere = FileManager.default.temporaryDirectory
        let result = try BuiltProgram.run(executable: arguments[0], Array(arguments.dropFirst()), in: elsewhere)
        if result.exit != 0 { throw Refused(words: result.errors) }
    }

    struct Refused: Error {
        let words: String
    }
}
