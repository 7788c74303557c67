internal import Glibc

/// The listening sockets that systemd hands to a service it starts (sd_listen_fds(3)).
package enum InheritedSockets {
    /// The first descriptor that is handed over, as the protocol fixes it.
    private static let first: Int32 = 3

    /// Takes over what the variables LISTEN_PID and LISTEN_FDS announce.
    ///
    /// To be called once in a process. The variables stay; they name this process alone.
    ///
    /// - Returns: the sockets in their order; none when the variables are absent or meant for another process.
    /// - Throws: `SystemError` when an announced descriptor is no socket.
    package static func take(
        environment: (String) -> String?,
        process: Int32 = getpid()
    ) throws(SystemError) -> [ListeningSocket] {
        guard let owner = environment("LISTEN_PID").flatMap(Int32.init), owner == process,
            let count = environment("LISTEN_FDS").flatMap(Int32.init), (1...64).contains(count)
        else { return [] }
        var sockets: [ListeningSocket] = []
        for number in first..<(first + count) { sockets.append(try ListeningSocket(inheriting: number)) }
        return sockets
    }
}
