internal import Glibc
internal import JSON

/// The names that a payload has already: finds the member that holds one.
///
/// Open addressing over the members' indexes, by a hash that whoever chooses an event's names cannot foresee: each step
/// multiplies by a number that is drawn when the program starts.
struct NameTable: ~Copyable {
    struct Entry: BitwiseCopyable {
        var hash: UInt64 = 0
        /// The index of the member.
        var member = 0
        /// Which payload the entry is of; free when that is not the present one.
        var payload: UInt64 = 0
        /// The number that the next value of the same name tries: `NAME_2` first.
        var nextNumber = 2
        var isFlattened = false
    }

    /// As many as there is room for, a power of two.
    private var entries = UniqueBuffer<Entry>(capacity: least)
    private var count = 0
    /// The number of the present payload, so that nothing must be cleared for the next; never 0.
    private var payload: UInt64 = 1
    private let seed = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max) | 1)

    private static let least = 64

    init() {
        fill(Self.least)
    }

    /// Folds eight bytes at a time into the upper and lower half of a product.
    ///
    /// A third of the instructions of the library's hash, which took 2 % of those of an event.
    @inline(__always)
    func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(name)
        var hash = seed.0 ^ UInt64(bytes.count)
        if bytes.count > 8 {
            hash = Self.fold(hash ^ bytes.loadUnaligned(as: UInt64.self), seed.1)
            var place = 8
            while bytes.count &- place > 8 {
                hash = Self.fold(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), seed.1)
                place &+= 8
            }
        }
        // Perhaps with bytes that were taken already: the length is in the hash, so nothing is lost by that.
        var rest: UInt64 = 0
        if bytes.count >= 8 {
            rest = bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
        } else if bytes.count >= 4 {
            let last = bytes.loadUnaligned(fromByteOffset: bytes.count &- 4, as: UInt32.self)
            rest = UInt64(bytes.loadUnaligned(as: UInt32.self)) << 32 | UInt64(last)
        } else {
            for byte in bytes { rest = rest << 8 | UInt64(byte) }
        }
        return Self.fold(Self.fold(hash ^ rest, seed.1), seed.1)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// Empties the table; what one large event has made it grow to is given back.
    mutating func removeAll() {
        count = 0
        payload += 1
        if entries.count > Self.least {
            entries = UniqueBuffer(capacity: Self.least)
            fill(Self.least)
        }
    }

    /// The place of the entry that holds the name, or the free one that it would take.
    func place(
        of name: UnsafeBufferPointer<UInt8>,
        _ hash: UInt64,
        in names: borrowing UniqueBuffer<UInt8>,
        _ members: borrowing UniqueBuffer<PayloadBuilder.Member>
    ) -> Int {
        let entries = entries.elements
        let mask = entries.count &- 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while entries[place].payload == payload {
            if entries[place].hash == hash, Self.areEqual(names[members[entries[place].member].name.range], name) {
                break
            }
            place = (place &+ 1) & mask
        }
        return place
    }

    /// Whether the payload has a member whose name has the place.
    func isTaken(_ place: Int) -> Bool {
        entries[place].payload == payload
    }

    /// Gives a free place to a member's name.
    mutating func insert(_ member: Int, _ hash: UInt64, at place: Int, isFlattened: Bool) {
        entries[place] = Entry(hash: hash, member: member, payload: payload, isFlattened: isFlattened)
        count += 1
        if count * 4 > entries.count * 3 { grow() }
    }

    func isFlattened(_ place: Int) -> Bool {
        entries[place].isFlattened
    }

    /// The number to try for the next value of that name; each is given once.
    mutating func takeNumber(of place: Int) -> Int {
        let number = entries[place].nextNumber
        entries[place].nextNumber = number + 1
        return number
    }

    private mutating func put(_ entry: Entry) {
        let mask = entries.count - 1
        var place = Int(truncatingIfNeeded: entry.hash) & mask
        while entries[place].payload == payload { place = (place + 1) & mask }
        entries[place] = entry
    }

    private mutating func grow() {
        var old = UniqueBuffer<Entry>(capacity: entries.count * 2)
        swap(&old, &entries)
        fill(old.count * 2)
        for place in 0..<old.count where old[place].payload == payload { put(old[place]) }
    }

    private mutating func fill(_ count: Int) {
        for _ in 0..<count { entries.append(Entry()) }
    }

    private static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
        return memcmp(leftStart, rightStart, left.count) == 0
    }
}
