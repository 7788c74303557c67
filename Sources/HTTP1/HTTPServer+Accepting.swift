internal import Linux
internal import Synchronization

extension HTTPServer {
    /// Takes the connections that wait, so many at a time that those already open have their turn.
    func acceptConnections(on index: Int) {
        guard index < listeners.count else { return }
        for _ in 0..<Self.connectionsPerTurn {
            do {
                guard let socket = try listeners[index].accept() else { return }
                admit(socket)
            } catch {
                // No descriptor or memory is left.
                guard !closeIdlest() else { continue }
                return turnAway(index)
            }
        }
    }

    private static let connectionsPerTurn = 64
    /// In microseconds: who runs out of descriptors does so for each connection.
    private static let warningInterval: Int64 = 10_000_000

    private func admit(_ socket: consuming StreamSocket) {
        counters.accepted.add(1, ordering: .relaxed)
        if connections.count >= limits.connections, !closeIdlest() { return refuse(socket) }
        let made = connections.add(socket, limits)
        do {
            try poller.add(made.connection.socket.number, for: .changes, token: made.token)
        } catch {
            log.warning("cannot watch a connection", .reason(error.description))
            return close(made.connection)
        }
        counters.open.store(connections.count, ordering: .relaxed)
        var input = InputCursor(UnsafeBufferPointer(start: nil, count: 0))
        _ = made.connection.machine.next(&input, at: moment)
        deadlines.set(made.connection.machine.deadline, of: made.connection.slot)
    }

    /// Closes the connection that has waited longest for a request; whether there was one.
    private func closeIdlest() -> Bool {
        guard let slot = deadlines.first(.idle), let connection = connections[slot: slot] else { return false }
        close(connection)
        return true
    }

    /// One write and no wait: a server that is full must not wait for those it turns away.
    private func refuse(_ socket: consuming StreamSocket) {
        counters.count(.tooManyConnections)
        let response = RequestRefusal.tooManyConnections.response
        let bytes = ResponseWriter.bytes(of: response, .closing, withoutBody: false, date: moment.date)
        _ = bytes.withUnsafeBytes { socket.send($0) }
        socket.endSending()
        // What has arrived is taken in, so that closing does not become a reset that overtakes the answer.
        _ = socket.receive(into: UnsafeMutableRawBufferPointer(scratch))
    }

    /// Accepts and closes what waits, in place of the spare descriptor: otherwise it would wake the loop for ever.
    private func turnAway(_ index: Int) {
        if moment.microseconds >= nextWarning {
            nextWarning = moment.microseconds + Self.warningInterval
            log.warning("out of descriptors: connections are turned away", .count(connections.count))
        }
        spare = nil
        while let socket = try? listeners[index].accept() { refuse(socket) }
        spare = FileDescriptor.spare()
    }
}
