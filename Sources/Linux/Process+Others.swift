internal import Glibc

/// Those that run on this machine, by their numbers.
extension Process {
    /// The environment that a process was started with.
    ///
    /// - Throws: when there is no such process, or it belongs to another user.
    package static func environment(of identifier: Int32) throws(SystemError) -> [String: String] {
        let bytes = try Files.read("/proc/\(identifier)/environ", limit: 16 << 20)
        var result: [String: String] = [:]
        for entry in bytes.split(separator: 0) {
            let parts = entry.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            result[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
        }
        return result
    }

    /// What a process is called, 15 bytes of its program's name.
    package static func name(of identifier: Int32) throws(SystemError) -> String {
        let bytes = try Files.read("/proc/\(identifier)/comm", limit: 4_096)
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
