internal import Domain
internal import Glibc
internal import Linux
internal import Synchronization

/// What the sandbox took and what it did not.
///
/// May be read from any thread. Keeps the last actions whole, all of them as counts and fingerprints.
package final class Journal: Sendable {
    /// How many actions are kept whole.
    package static let limit = 10_000

    package struct Counts: Equatable, Sendable {
        package var taken = 0
        package var duplicates = 0
        package var refused = 0
        /// Failed at random or by a script.
        package var troubled = 0
    }

    private struct Fingerprint: Hashable {
        let first: Int
        let second: Int
    }

    private struct Contents {
        var counts = Counts()
        var taken: [TakenAction] = []
        var known: Set<Fingerprint> = []
    }

    private let contents = Mutex(Contents())
    private let file: Int32?

    /// - Parameter path: a file that lines are added to; made when it is not there.
    init(path: String?) throws(SystemError) {
        guard let path else {
            file = nil
            return
        }
        file = try SystemCall.run("open", on: path) { open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) }
    }

    deinit {
        if let file { close(file) }
    }

    package var counts: Counts { contents.withLock { $0.counts } }

    /// The last actions taken, oldest first.
    package var taken: [TakenAction] { contents.withLock { Array($0.taken.suffix(Self.limit)) } }

    /// Takes an action unless the same one was taken before.
    ///
    /// - Returns: whether it is new.
    /// - Throws: `SystemError` when the file cannot be written.
    func take(_ action: TakenAction) throws(SystemError) -> Bool {
        let isNew = contents.withLock { contents in
            guard contents.known.insert(Self.fingerprint(action)).inserted else {
                contents.counts.duplicates += 1
                return false
            }
            contents.counts.taken += 1
            contents.taken.append(action)
            // In large steps, so that no action moves all others.
            if contents.taken.count >= 2 * Self.limit { contents.taken.removeFirst(Self.limit) }
            return true
        }
        if isNew, let file { try Self.append(action.line + [UInt8(ascii: "\n")], to: file) }
        return isNew
    }

    func countRefused() { contents.withLock { $0.counts.refused += 1 } }
    func countTroubled() { contents.withLock { $0.counts.troubled += 1 } }

    /// Forgets everything but the file.
    func clear() {
        contents.withLock { $0 = Contents() }
    }

    private static func fingerprint(_ action: TakenAction) -> Fingerprint {
        func hash(_ salt: Int) -> Int {
            var hasher = Hasher()
            hasher.combine(salt)
            hasher.combine(action.action)
            hasher.combine(action.project)
            action.body.withUnsafeBytes { hasher.combine(bytes: $0) }
            return hasher.finalize()
        }
        return Fingerprint(first: hash(1), second: hash(2))
    }

    private static func append(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try SystemCall.run("write") { rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } }
            rest = rest.dropFirst(count)
        }
    }
}
