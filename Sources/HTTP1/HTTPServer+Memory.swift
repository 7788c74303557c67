extension HTTPServer {
    /// Takes note of what the connection holds now, and makes room when all hold too much together.
    ///
    /// A request that came in one piece holds nothing, and costs a comparison here. To be called last: the connection
    /// may be the one that is closed.
    func countBytes(of connection: Connection) {
        let held = connection.machine.heldBytes + connection.leftover.count
        count(max(0, held - HTTPLimits.freeBytes), of: connection)
        let most = max(limits.heldBytes, 2 * limits.body)
        while heldBytes > most, makeRoom() {}
    }

    /// Gives up the large body that has been coming in for longest.
    ///
    /// Whoever sends slowly on purpose loses before those who do not. Without such a body, closes the connection whose
    /// peer has not taken its answer for longest.
    ///
    /// - Returns: false when what is held belongs to requests that are in hand.
    private func makeRoom() -> Bool {
        let isLarge = { [connections] (slot: Int) in connections[slot: slot].map { $0.countedBytes > 0 } ?? false }
        if let slot = deadlines.first(.body, where: isLarge), let connection = connections[slot: slot],
            connection.machine.heldBytes > 0
        {
            connection.machine.giveUpBody(at: moment)
            deadlines.set(connection.machine.deadline, of: slot)
            count(0, of: connection)
            enqueue(connection)
            return true
        }
        guard let slot = deadlines.first(.sending, where: isLarge), let connection = connections[slot: slot] else {
            return false
        }
        close(connection)
        return true
    }

    private func count(_ held: Int, of connection: Connection) {
        heldBytes += held - connection.countedBytes
        connection.countedBytes = held
    }
}
