internal import CLinux
internal import Glibc

/// Notices that something in a folder or its sub-folders may have changed (inotify(7)).
///
/// Files written in place, renamed over, made or removed; links that lead elsewhere; folders replaced as a whole, the
/// folder itself among them. It may notice too much: what has changed is for the caller to find out. It does not see
/// what another machine changes on a file system that both share.
///
/// Names that begin with a dot do not count, but for those that a link in the folder leads through (`..data`).
///
/// Belongs to one thread.
package final class FileWatcher {
    /// What counts in one folder that the kernel watches.
    private struct Watch {
        var path: String
        /// Whether every name counts, and not only `names`.
        var isEntered = false
        var names: Set<String> = []
    }

    private let folder: String
    private let descriptor: FileDescriptor
    private var watches: [Int32: Watch] = [:]

    /// How deep folders are looked into.
    private static let depthLimit = 16
    /// Ends of writing, not writes: a file is looked at when it is whole.
    private static let contents =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
        | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
    /// On the way to the folder, only names that come and go.
    private static let names =
        UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB)

    /// Watches nothing before `arm`.
    ///
    /// - Parameter folder: its path; need not be there yet.
    /// - Throws: when the user has as many instances of inotify as the kernel allows (EMFILE).
    package init(folder: String) throws(SystemError) {
        self.folder = folder
        let number = try SystemCall.run("inotify_init1") { inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)) }
        descriptor = FileDescriptor(owning: number)
    }

    /// The descriptor to poll: readable when `takeChanges` has something to look at.
    package var number: Int32 { descriptor.number }

    /// Watches what there is now.
    ///
    /// To be called at first and after each change, before the files are read: what changes later is noticed.
    ///
    /// - Throws: when the kernel's watches are used up (ENOSPC) or memory is short; what could be watched is.
    package func arm() throws(SystemError) {
        let before = watches
        watches = [:]
        do throws(SystemError) {
            try follow(folder, links: 0)
            try enter(folder, depth: 0)
        } catch {
            watches.merge(before) { new, _ in new }
            throw error
        }
        for watch in before.keys where watches[watch] == nil {
            // A folder that is gone has taken its watch with it.
            _ = inotify_rm_watch(descriptor.number, watch)
        }
    }

    /// Takes all that the kernel has told since the last call; whether any of it counts.
    package func takeChanges() -> Bool {
        var counts = false
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let length = buffer.withUnsafeMutableBytes { read(descriptor.number, $0.baseAddress, $0.count) }
            guard length > 0 else { return counts }
            buffer.withUnsafeBytes { bytes in
                var place = 0
                while place < length {
                    let head = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
                    let start = place + MemoryLayout<inotify_event>.size
                    let name = bytes[start..<start + Int(head.len)].prefix { $0 != 0 }
                    if doesCount(head, String(decoding: name, as: UTF8.self)) { counts = true }
                    place = start + Int(head.len)
                }
            }
        }
    }

    private func doesCount(_ event: inotify_event, _ name: String) -> Bool {
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
        guard let watch = watches[event.wd] else { return false }
        if event.mask & UInt32(IN_IGNORED) != 0 {
            watches[event.wd] = nil
            return watch.isEntered
        }
        if name.isEmpty { return watch.isEntered }
        guard watch.names.contains(name) || (watch.isEntered && !name.hasPrefix(".")) else { return false }
        // A file that is being made counts when it has been written.
        return event.mask & UInt32(IN_CREATE) == 0 || !Self.isEmptyFile("\(watch.path)/\(name)")
    }

    /// Watches every name on the way to `path`, and the ways of the links among them.
    private func follow(_ path: String, links: Int) throws(SystemError) {
        var folder = path.hasPrefix("/") ? "/" : "."
        for part in path.split(separator: "/") where part != "." {
            let name = String(part)
            let next = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            if name != ".." {
                guard let watch = try watch(folder, for: Self.names) else { return }
                watches[watch]?.names.insert(name)
                if let target = Files.target(ofLink: next), links < Files.longestChain {
                    try follow(target.hasPrefix("/") ? target : "\(folder)/\(target)", links: links + 1)
                }
            }
            folder = next
        }
    }

    /// Watches all of a folder, its sub-folders, and where its links lead.
    private func enter(_ folder: String, depth: Int) throws(SystemError) {
        // Watched first and listed then, so that nothing comes between.
        guard let watch = try watch(folder, for: Self.contents), watches[watch]?.isEntered == false else { return }
        watches[watch]?.isEntered = true
        let names: [String]
        do throws(SystemError) {
            names = try Files.list(folder)
        } catch {
            // It has gone again, or is closed to us: its parent tells of it.
            return
        }
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            let isLink = Files.target(ofLink: path) != nil
            if isLink { try follow(path, links: 0) }
            if Files.isDirectory(path) {
                if depth < Self.depthLimit { try enter(path, depth: depth + 1) }
            } else if isLink {
                try watchTarget(of: path)
            }
        }
    }

    /// Watches the file at the end of a link for being written in place.
    private func watchTarget(of link: String) throws(SystemError) {
        guard let end = realpath(link, nil) else { return }
        defer { free(end) }
        let path = String(cString: end)
        guard let slash = path.lastIndex(of: "/") else { return }
        guard let watch = try watch(Files.folder(of: path), for: Self.contents) else { return }
        watches[watch]?.names.insert(String(path[path.index(after: slash)...]))
    }

    /// The kernel's watch of a folder, which may have been there before; nil when there is no such folder for us.
    private func watch(_ folder: String, for events: UInt32) throws(SystemError) -> Int32? {
        do throws(SystemError) {
            let watch = try SystemCall.run("inotify_add_watch", on: folder) {
                inotify_add_watch(descriptor.number, folder, events | UInt32(IN_ONLYDIR) | UInt32(IN_MASK_ADD))
            }
            if watches[watch] == nil { watches[watch] = Watch(path: folder) }
            return watch
        } catch {
            guard [ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG].contains(error.code) else { throw error }
            return nil
        }
    }

    private static func isEmptyFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }
}
