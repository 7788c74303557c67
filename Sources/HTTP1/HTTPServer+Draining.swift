internal import Linux
internal import Synchronization

extension HTTPServer {
    /// Begins to stop once that was asked for, and ends the wait for connections that send nothing.
    func drain() {
        if drainEnd == nil, stops.load(ordering: .relaxed) > 0 {
            drainEnd = moment.microseconds + limits.drainTimeout.microseconds
            firstByteEnd = moment.microseconds + limits.firstByteTimeout.microseconds
            listeners = []
            finishAll()
        } else if let end = firstByteEnd, moment.microseconds >= end {
            firstByteEnd = nil
            finishAll()
        }
    }

    /// Whether a connection that is idle while the server stops may yet bring its first request.
    ///
    /// It was accepted moments ago: who connects is about to send, and closing now would turn them away.
    func isAwaited(_ connection: Connection) -> Bool {
        guard let firstByteEnd, !connection.hasBegun, let deadline = connection.machine.deadline else { return false }
        let accepted = deadline.at - limits.idleTimeout.microseconds
        return accepted + 2 * limits.firstByteTimeout.microseconds >= firstByteEnd
    }

    private func finishAll() {
        // One may be closed to make room for another.
        for connection in connections.all where connections[slot: connection.slot] === connection {
            connection.machine.finish()
            // A request may have arrived that the poller has not told of yet.
            connection.mayHaveBytes = true
            advance(connection)
        }
    }
}
