/// The names that a payload has already: finds the member that holds one.
///
/// Open addressing over the members' indexes. Hashed with the process's random seed, for an event may choose its names.
struct NameTable: Sendable {
    private struct Entry: Sendable {
        /// The index of the member; -1: free.
        var member = -1
        var hash = 0
        var isFlattened = false
        /// The number that the next value of the same name tries: `NAME_2` first.
        var nextNumber = 2
    }

    private var entries: [Entry] = []
    private var count = 0

    static func hash(_ name: [UInt8]) -> Int {
        var hasher = Hasher()
        name.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    /// Empties the table; what one large event has made it grow to is given back.
    mutating func removeAll() {
        count = 0
        guard entries.count == Self.least else {
            return entries = [Entry](repeating: Entry(), count: Self.least)
        }
        for place in 0..<Self.least { entries[place] = Entry() }
    }

    /// The place of the entry that holds the name, or nil when the payload has no such member.
    func find(
        _ name: [UInt8],
        _ hash: Int,
        in names: [UInt8],
        _ members: [PayloadBuilder.Member]
    ) -> Int? {
        let mask = entries.count - 1
        var place = hash & mask
        while entries[place].member >= 0 {
            if entries[place].hash == hash, names[members[entries[place].member].name].elementsEqual(name) {
                return place
            }
            place = (place + 1) & mask
        }
        return nil
    }

    private static let least = 64

    mutating func insert(_ member: Int, _ hash: Int, isFlattened: Bool) {
        if (count + 1) * 4 > entries.count * 3 { grow() }
        put(Entry(member: member, hash: hash, isFlattened: isFlattened))
        count += 1
    }

    func isFlattened(_ place: Int) -> Bool {
        entries[place].isFlattened
    }

    /// The number to try for the next value of that name; each is given once.
    mutating func takeNumber(of place: Int) -> Int {
        defer { entries[place].nextNumber += 1 }
        return entries[place].nextNumber
    }

    private mutating func put(_ entry: Entry) {
        let mask = entries.count - 1
        var place = entry.hash & mask
        while entries[place].member >= 0 { place = (place + 1) & mask }
        entries[place] = entry
    }

    private mutating func grow() {
        let old = entries
        entries = [Entry](repeating: Entry(), count: old.count * 2)
        for entry in old where entry.member >= 0 { put(entry) }
    }
}
