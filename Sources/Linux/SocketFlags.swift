internal import CLinux

/// What every socket of this program is made with.
enum SocketFlags {
    /// Not inherited by programs that are started (the alert command), and never blocking.
    static let cloexecNonblocking = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
}
