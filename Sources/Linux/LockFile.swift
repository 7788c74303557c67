internal import Glibc

/// A file whose lock tells that a process is alive: the kernel lets go of it however the process ends.
///
/// The lock belongs to the open file (F_OFD_SETLK of fcntl(2)), not to the process, so that two holders in one process
/// exclude each other too, and asking for it takes nothing from anyone.
package struct LockFile: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Takes the lock, and makes the file, 0600, when it is missing.
    ///
    /// The file stays when the lock is let go of: removing it could take it from under the next holder. So does a note in it,
    /// until the next holder has something else to say.
    ///
    /// - Returns: nil when another holds it.
    package static func take(_ path: String) throws(SystemError) -> LockFile? {
        let number = try SystemCall.run("open", on: path) {
            open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        let descriptor = FileDescriptor(owning: number)
        do {
            try SystemCall.run("fcntl", on: path) {
                var request = Self.wholeFile(F_WRLCK)
                return fcntl(number, Self.setLock, &request)
            }
        } catch {
            guard error.code == EAGAIN || error.code == EACCES else { throw error }
            return nil
        }
        let lock = LockFile(descriptor: descriptor)
        // Written even if it is the same: from here on the file has its bytes.
        lock.note(try text(in: lock.descriptor, path))
        return lock
    }

    /// Has `note(in:)` say `text`, cut to `noteLength`; what the disk refuses is left as it was.
    ///
    /// Always over the same bytes, which the file has from the start, so that a full disk is no hindrance to saying so.
    package borrowing func note(_ text: String) {
        var bytes = Array(text.utf8.prefix(Self.noteLength - 1))
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: Self.noteLength - bytes.count)
        _ = pwrite(descriptor.number, bytes, bytes.count, 0)
    }

    /// What the holder has noted; empty when nothing, and when the file is missing or has no holder.
    package static func note(in path: String) throws(SystemError) -> String {
        guard let descriptor = try opened(path), try isHeld(descriptor, path) else { return "" }
        return try text(in: descriptor, path)
    }

    /// What the last holder had noted when it ended; empty when nothing, and while there is a holder.
    package static func lastNote(in path: String) throws(SystemError) -> String {
        guard let descriptor = try opened(path), try !isHeld(descriptor, path) else { return "" }
        return try text(in: descriptor, path)
    }

    /// Whether someone holds the lock; false when the file is missing.
    package static func isHeld(_ path: String) throws(SystemError) -> Bool {
        guard let descriptor = try opened(path) else { return false }
        return try isHeld(descriptor, path)
    }

    /// The file, to be looked at; nil when it is missing.
    private static func opened(_ path: String) throws(SystemError) -> FileDescriptor? {
        do {
            return FileDescriptor(owning: try SystemCall.run("open", on: path) { open(path, O_RDONLY | O_CLOEXEC) })
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    private static func isHeld(_ descriptor: borrowing FileDescriptor, _ path: String) throws(SystemError) -> Bool {
        let number = descriptor.number
        var request = wholeFile(F_RDLCK)
        try SystemCall.run("fcntl", on: path) { fcntl(number, getLock, &request) }
        return Int32(request.l_type) != F_UNLCK
    }

    private static func text(in descriptor: borrowing FileDescriptor, _ path: String) throws(SystemError) -> String {
        let number = descriptor.number
        var bytes = [UInt8](repeating: 0, count: noteLength)
        let count = try SystemCall.run("pread", on: path) { Int32(pread(number, &bytes, bytes.count, 0)) }
        let text = bytes.prefix(Int(count)).prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: text, as: UTF8.self)
    }

    private init(descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    private static let noteLength = 1_024

    // <fcntl.h> shows these under _GNU_SOURCE only.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37

    private static func wholeFile(_ type: Int32) -> flock {
        flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }
}
