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
                guard acceptInReserve(on: index) else { return }
            }
        }
    }

    /// Listens again once a pause is over.
    func resumeAccepting() {
        guard let end = pauseEnd, moment.microseconds >= end else { return }
        pauseEnd = nil
        spare = nil
        spare = FileDescriptor.spare()
        do {
            try watchListeners()
        } catch {
            pauseAccepting()
        }
    }

    func watchListeners() throws(SystemError) {
        for (index, listener) in listeners.enumerated() {
            try poller.add(listener.number, for: .readable, token: Self.listenerToken + UInt64(index))
        }
    }

    private static let connectionsPerTurn = 64
    /// In microseconds: who must turn connections away does so with each of them.
    private static let warningInterval: Int64 = 60_000_000
    /// In microseconds.
    private static let pause: Int64 = 100_000

    private func admit(_ socket: consuming StreamSocket) {
        counters.accepted.add(1, ordering: .relaxed)
        if connections.count >= limits.connections, !closeIdlest() {
            warn("all connections are busy: others are turned away", hint: "raise limits.connections")
            return refuse(socket)
        }
        let made = connections.add(socket, limits)
        do {
            try poller.add(made.connection.socket.number, for: .changes, token: made.token)
        } catch {
            warn("connections cannot be watched and are closed", hint: "\(error): raise fs.epoll.max_user_watches")
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

    /// Takes a connection in place of the spare descriptor when no other is left, as it would wake the loop for ever.
    ///
    /// Whether anyone waits at all shows only then. The connection that was idle longest makes room; if none is idle,
    /// who comes is turned away. Where even the spare one does not help, another thread having taken it or memory
    /// being short, the server rests a moment and closes nothing.
    ///
    /// - Returns: whether more may wait.
    private func acceptInReserve(on index: Int) -> Bool {
        spare = nil
        defer { spare = FileDescriptor.spare() }
        do {
            guard let socket = try listeners[index].accept() else { return false }
            if closeIdlest() {
                admit(socket)
            } else {
                warnOfDescriptors()
                refuse(socket)
            }
            return true
        } catch {
            warnOfDescriptors()
            pauseAccepting()
            return false
        }
    }

    /// Looks away from the listeners for a moment; whoever connects waits in the kernel.
    private func pauseAccepting() {
        // One that is not watched already cannot be removed, and need not be.
        for listener in listeners { try? poller.remove(listener.number) }
        pauseEnd = moment.microseconds + Self.pause
    }

    private func warnOfDescriptors() {
        warn("out of descriptors: connections are turned away", hint: "raise the limit of open files")
    }

    private func warn(_ message: StaticString, hint: String) {
        guard moment.microseconds >= nextWarning else { return }
        nextWarning = moment.microseconds + Self.warningInterval
        log.warning(message, .count(connections.count), .hint(hint))
    }
}
