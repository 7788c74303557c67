internal import Linux

/// The open connections, by slot.
///
/// A token names a slot and how often it was used before, so that an event for a connection that is gone finds nobody.
struct ConnectionTable {
    private var connections: [Connection?] = []
    private var generations: [UInt32] = []
    private var freeSlots: [Int] = []
    private(set) var count = 0

    /// Makes room for a connection.
    mutating func add(
        _ socket: consuming StreamSocket,
        _ limits: HTTPLimits
    ) -> (connection: Connection, token: UInt64) {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
        } else {
            slot = connections.count
            connections.append(nil)
            generations.append(0)
        }
        let connection = Connection(socket: socket, slot: slot, limits: limits)
        connections[slot] = connection
        count += 1
        return (connection, UInt64(generations[slot]) << 32 | UInt64(slot))
    }

    subscript(token: UInt64) -> Connection? {
        let slot = Int(token & 0xFFFF_FFFF)
        guard slot < connections.count, generations[slot] == UInt32(truncatingIfNeeded: token >> 32) else { return nil }
        return connections[slot]
    }

    subscript(slot slot: Int) -> Connection? {
        slot < connections.count ? connections[slot] : nil
    }

    /// Forgets a connection; its socket closes with its last reference.
    mutating func remove(_ connection: Connection) {
        precondition(connections[connection.slot] === connection, "slot \(connection.slot) holds another connection")
        connections[connection.slot] = nil
        // The topmost generations are left to the server's own descriptors.
        generations[connection.slot] = (generations[connection.slot] + 1) & 0x7FFF_FFFF
        freeSlots.append(connection.slot)
        count -= 1
    }

    /// All open connections; the table may change while they are gone through.
    var all: [Connection] { connections.compactMap { $0 } }
}
