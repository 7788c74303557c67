internal import Linux
internal import Synchronization

extension HTTPServer {
    /// Does what the connection's machine wants until it must wait for the peer or the handler.
    ///
    /// One connection gets so many requests and reads at a time; then the others have their turn.
    func advance(_ connection: Connection) {
        var filled = connection.leftover.count
        if filled > 0 {
            connection.leftover.withUnsafeBufferPointer { copyToScratch($0) }
            connection.leftover = []
        }
        var input = InputCursor(UnsafeBufferPointer(rebasing: scratch[..<filled]))
        var requests = 0
        var reads = 0
        working: while true {
            switch connection.machine.next(&input, at: moment) {
            case .read(let most):
                guard connection.mayHaveBytes else { break working }
                guard reads < Self.readsPerTurn else {
                    enqueue(connection)
                    break working
                }
                reads += 1
                filled = moveToFront(input)
                guard let count = receive(connection, at: filled, atMost: most) else { return close(connection) }
                filled += count
                input = InputCursor(UnsafeBufferPointer(rebasing: scratch[..<filled]))
            case .judge(let head):
                if let response = handler.receive(head: head, from: connection.socket.peer) {
                    connection.machine.answer(response, at: moment)
                } else {
                    connection.machine.proceed()
                }
            case .handle(let request):
                requests += 1
                handle(request, connection)
            case .write:
                guard let isOut = write(connection) else { return close(connection) }
                guard isOut else { break working }
                guard requests < Self.requestsPerTurn else {
                    enqueue(connection)
                    break working
                }
            case .refused(let refusal): counters.count(refusal)
            case .wait: break working
            case .endSending: connection.socket.endSending()
            case .close: return close(connection)
            }
        }
        if !input.isEmpty { connection.leftover = Array(input.rest) }
        if drainEnd != nil, connection.machine.isIdle, !connection.mayHaveBytes, !isAwaited(connection) {
            return close(connection)
        }
        deadlines.set(connection.machine.deadline, of: connection.slot)
        countBytes(of: connection)
    }

    func enqueue(_ connection: Connection) {
        guard !connection.isQueued else { return }
        connection.isQueued = true
        queue.append(connection)
    }

    func close(_ connection: Connection) {
        endExchange(of: connection)
        deadlines.set(nil, of: connection.slot)
        connections.remove(connection)
        counters.open.store(connections.count, ordering: .relaxed)
        forgetBytes(of: connection)
    }

    /// The handler has no request of this connection any more.
    func endExchange(of connection: Connection) {
        guard connection.exchange != nil else { return }
        connection.exchange = nil
        counters.inHand.subtract(1, ordering: .relaxed)
    }

    private static let requestsPerTurn = 32
    /// Two MiB of a body, from a peer that is as fast as this server.
    private static let readsPerTurn = 32

    private func handle(_ request: HTTPRequest, _ connection: Connection) {
        guard counters.inHand.load(ordering: .relaxed) < limits.requestsInHand else {
            counters.count(.tooManyRequests)
            return connection.machine.answer(RequestRefusal.tooManyRequests.response, at: moment)
        }
        sequence &+= 1
        let exchange = ExchangeID(slot: connection.slot, sequence: sequence)
        connection.exchange = exchange
        counters.requests.add(1, ordering: .relaxed)
        counters.inHand.add(1, ordering: .relaxed)
        guard let response = handler.receive(request, from: connection.socket.peer, exchange: exchange) else { return }
        // The handler may have answered twice, through the server and here: the first one counts.
        guard connection.exchange == exchange else { return }
        endExchange(of: connection)
        connection.machine.answer(response, at: moment)
    }

    /// Reads what is there; nil when the connection is broken.
    private func receive(_ connection: Connection, at start: Int, atMost most: Int) -> Int? {
        let room = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: scratch[start...].prefix(most)))
        precondition(!room.isEmpty, "an unfinished head of \(start) bytes fills the buffer")
        switch connection.socket.receive(into: room) {
        case .bytes(let count):
            connection.hasBegun = true
            // Less than asked for means that all has been read (epoll(7)), unless the end is still to come.
            if count < room.count, !connection.peerEnds { connection.mayHaveBytes = false }
            return count
        case .wouldBlock:
            connection.mayHaveBytes = false
            return 0
        case .ended:
            connection.mayHaveBytes = false
            connection.machine.peerEnded()
            return 0
        case .broken: return nil
        }
    }

    /// Writes what there is room for; whether it was all, or nil when the connection is broken.
    private func write(_ connection: Connection) -> Bool? {
        let total = connection.machine.output.count
        let transfer = connection.machine.output.withUnsafeBytes {
            connection.socket.send(UnsafeRawBufferPointer(rebasing: $0[connection.machine.written...]))
        }
        guard case .bytes(let count) = transfer else { return transfer == .wouldBlock ? false : nil }
        let isAll = connection.machine.written + count == total
        connection.machine.wrote(count, at: moment)
        return isAll
    }

    private func copyToScratch(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= scratch.count, "\(bytes.count) bytes wait on a connection")
        UnsafeMutableRawBufferPointer(scratch).copyMemory(from: UnsafeRawBufferPointer(bytes))
    }

    /// Moves the bytes that are left to where the next read goes on behind them.
    private func moveToFront(_ input: InputCursor) -> Int {
        if input.position > 0, !input.isEmpty { copyToScratch(input.rest) }
        return input.count
    }
}
