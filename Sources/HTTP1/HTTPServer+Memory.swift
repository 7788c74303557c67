internal import Linux

extension HTTPServer {
    /// Takes note of what the connection holds now, and makes room when all hold too much together.
    ///
    /// To be called last: the connection may be the one that is closed.
    func countBytes(of connection: Connection) {
        count(connection.machine.heldBytes + connection.leftover.count, of: connection)
        let most = max(limits.heldBytes, 2 * limits.body)
        while countedBytes > most, makeRoom() {}
    }

    /// The connection holds nothing any more.
    func forgetBytes(of connection: Connection) {
        count(0, of: connection)
        guard peakBytes > Self.rush, heldBytes < peakBytes / 4 else { return }
        peakBytes = heldBytes
        Allocator.returnFreeBlocks()
    }

    /// So many bytes at once, a few KiB each, that the allocator would keep too much of them.
    private static let rush = 8 << 20

    /// Gives up the large body that has been coming in for longest, or else the large head.
    ///
    /// Whoever sends slowly on purpose loses before those who do not. Without such a request, closes the connection
    /// whose peer has not taken its answer for longest.
    ///
    /// - Returns: false when what is held belongs to requests that are in hand.
    private func makeRoom() -> Bool {
        if let connection = first(.body, where: \.machine.isComingIn) ?? first(.header, where: \.machine.isComingIn) {
            connection.machine.giveUp(at: moment)
            connection.leftover = []
            deadlines.set(connection.machine.deadline, of: connection.slot)
            count(0, of: connection)
            enqueue(connection)
            return true
        }
        guard let connection = first(.sending, where: { _ in true }) else { return false }
        close(connection)
        return true
    }

    /// The connection that is counted and meant whose deadline of that kind ends first.
    private func first(_ kind: Deadline.Kind, where isMeant: (Connection) -> Bool) -> Connection? {
        let slot = deadlines.first(kind) { [connections, freeBytes] slot in
            connections[slot: slot].map { $0.heldBytes > freeBytes && isMeant($0) } ?? false
        }
        return slot.flatMap { connections[slot: $0] }
    }

    private func count(_ held: Int, of connection: Connection) {
        heldBytes += held - connection.heldBytes
        countedBytes += counted(held) - counted(connection.heldBytes)
        connection.heldBytes = held
        peakBytes = max(peakBytes, heldBytes)
    }

    private func counted(_ held: Int) -> Int { max(0, held - freeBytes) }
}
