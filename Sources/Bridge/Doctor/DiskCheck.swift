internal import Linux

/// Whether the ledger has room to grow.
enum DiskCheck {
    /// Room for some hundred thousand events.
    private static let scarce = 1 << 30
    private static let out = 100 << 20

    static func finding(_ ledger: String) -> Finding {
        let folder = Files.folder(of: ledger)
        do {
            return finding(try FileSystemSpace(holding: folder), folder: folder)
        } catch {
            return Finding(.disk, .wrong, "\(error)")
        }
    }

    static func finding(_ space: FileSystemSpace, folder: String) -> Finding {
        let free = "\(ByteSize.text(space.free)) free of \(ByteSize.text(space.total)) at \(folder)"
        if space.isReadOnly { return Finding(.disk, .wrong, "the file system at \(folder) is read-only: remount it") }
        guard space.hasFreeFiles else {
            return Finding(.disk, .wrong, "the file system at \(folder) takes no more files: remove some")
        }
        if space.free < out {
            return Finding(.disk, .wrong, "\(free): senders get 503 when it is full; make room")
        }
        return space.free < scarce
            ? Finding(.disk, .warning, "\(free): make room, or keep less (`retention`)") : Finding(.disk, .fine, free)
    }
}
