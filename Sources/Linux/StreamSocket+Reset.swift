internal import Glibc

extension StreamSocket {
    /// Has the coming close reset the connection in place of ending it in order, for imitating a server that fails.
    package borrowing func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        // It can only fail on a connection that is gone, which is reset enough.
        _ = setsockopt(number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
}
