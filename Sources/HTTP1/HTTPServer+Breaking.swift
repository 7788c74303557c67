internal import Linux

extension HTTPServer {
    /// Ends the connection of a request that the handler kept without a proper answer, for imitating a server that fails.
    ///
    /// On the server's thread only, from `rung`. An exchange whose connection is gone is passed over.
    ///
    /// - Parameters:
    ///   - bytes: sent as they are before the connection is closed; at most what the socket has room for.
    ///   - resets: whether the connection is reset in place of being closed.
    package func breakOff(_ exchange: ExchangeID, sending bytes: [UInt8] = [], resets: Bool = false) {
        guard let connection = connections[slot: exchange.slot], connection.exchange == exchange else { return }
        if !bytes.isEmpty { _ = bytes.withUnsafeBytes { connection.socket.send($0) } }
        if resets { connection.socket.resetOnClose() }
        close(connection)
    }
}
