internal import JSON

/// Writes the payload of an action, and remembers where its members lie, for names are looked up and sorted by them.
///
/// Section 10 of the mapping language: compact JSON, all values scalars but `purchase_data`. One builder serves many
/// actions; what it allocates for one it uses for the next.
struct PayloadBuilder: Sendable {
    /// One member of the payload, or of an element of `purchase_data`.
    struct Member: Sendable {
        /// Its name's bytes in `names`.
        let name: Range<Int>
        /// The whole member in the payload, name and value, without a comma.
        var text: Range<Int>
        /// The first eight bytes of the name as a number: where two differ, they are in the order of the names.
        let rank: UInt64
    }

    private(set) var writer = JSONWriter()
    private(set) var members: [Member] = []
    /// The members of all elements of `purchase_data`.
    private(set) var elementMembers: [Member] = []
    /// Which of `elementMembers` belong to each element.
    private(set) var elements: [Range<Int>] = []
    /// The decoded names of all members.
    private(set) var names: [UInt8] = []
    private var table = NameTable()
    private var usesTable = false

    /// About how much memory it holds, in bytes.
    var capacity: Int {
        writer.bytes.capacity + names.capacity
            + (members.capacity + elementMembers.capacity) * MemoryLayout<Member>.stride
    }

    /// How many bytes were written so far.
    var count: Int { writer.bytes.count }

    /// Begins a payload.
    ///
    /// - Parameter flattens: whether flattened fields will come, whose names must be looked up.
    mutating func begin(flattens: Bool) {
        writer.removeAll()
        members.removeAll(keepingCapacity: true)
        elementMembers.removeAll(keepingCapacity: true)
        elements.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        usesTable = flattens
        if flattens { table.removeAll() }
        writer.beginObject()
    }

    /// A name as it stands in a payload, in quotes and with its colon.
    static func text(ofName name: [UInt8]) -> [UInt8] {
        var writer = JSONWriter()
        writer.name(name)
        return writer.finish()
    }

    /// Adds a field that no other has the name of.
    ///
    /// - Parameter nameText: what `text(ofName:)` makes of the name: made once for a mapping, not for every event.
    mutating func add(_ name: [UInt8], _ nameText: [UInt8], _ value: Value) {
        let start = startOfMember
        writer.name(verbatim: nameText)
        writer.write(value)
        addMember(name, from: start, isFlattened: false)
    }

    /// Adds the action's time.
    mutating func add(_ name: [UInt8], _ nameText: [UInt8], _ date: DateValue) {
        let start = startOfMember
        writer.name(verbatim: nameText)
        writer.string { date.write(into: &$0) }
        addMember(name, from: start, isFlattened: false)
    }

    /// Adds a flattened value: not where `fields` has made the name, and as `NAME_2` … where a flattened one has it.
    mutating func addFlattened(_ name: [UInt8], _ value: Value) {
        let hash = NameTable.hash(name)
        guard let holder = table.find(name, hash, in: names, members) else {
            return addFlattened(name, hash, value)
        }
        guard table.isFlattened(holder) else { return }
        var numbered: [UInt8] = []
        while true {
            numbered.removeAll(keepingCapacity: true)
            numbered += name
            numbered.append(UInt8(ascii: "_"))
            numbered.append(contentsOf: String(table.takeNumber(of: holder)).utf8)
            let hash = NameTable.hash(numbered)
            if table.find(numbered, hash, in: names, members) == nil { return addFlattened(numbered, hash, value) }
        }
    }

    private mutating func addFlattened(_ name: [UInt8], _ hash: Int, _ value: Value) {
        let start = startOfMember
        writer.name(name)
        writer.write(value)
        addMember(name, from: start, isFlattened: true, hash: hash)
    }

    /// Begins `purchase_data`.
    mutating func beginPurchase() {
        let name = Array("purchase_data".utf8)
        let start = startOfMember
        writer.name(name)
        writer.beginArray()
        members.append(member(name, start..<start))
    }

    mutating func endPurchase() {
        writer.endArray()
        let last = members.count - 1
        members[last].text = members[last].text.lowerBound..<count
    }

    mutating func beginElement() {
        elements.append(elementMembers.count..<elementMembers.count)
        writer.beginObject()
    }

    mutating func endElement() {
        writer.endObject()
        elements[elements.count - 1] = elements[elements.count - 1].lowerBound..<elementMembers.count
    }

    /// Adds a member to the element begun last.
    mutating func addToElement(_ name: [UInt8], _ value: Value) {
        let isFirst = elementMembers.count == elements[elements.count - 1].lowerBound
        let start = isFirst ? count : count + 1
        writer.name(name)
        writer.write(value)
        elementMembers.append(member(name, start..<count))
    }

    /// The finished payload; the members stay until the next `begin`.
    mutating func finish() -> [UInt8] {
        writer.endObject()
        // A copy of the very length: it waits in the ledger's queue, and the builder keeps its room.
        return writer.bytes.withUnsafeBufferPointer { Array($0) }
    }

    private mutating func addMember(_ name: [UInt8], from start: Int, isFlattened: Bool, hash: Int? = nil) {
        members.append(member(name, start..<count))
        if usesTable {
            table.insert(members.count - 1, hash ?? NameTable.hash(name), isFlattened: isFlattened)
        }
    }

    /// Where the next member begins: behind the comma that the writer will put.
    private var startOfMember: Int {
        members.isEmpty ? count : count + 1
    }

    private mutating func member(_ name: [UInt8], _ text: Range<Int>) -> Member {
        let start = names.count
        // Lent, as the writer does.
        name.withUnsafeBufferPointer { names.append(contentsOf: $0) }
        return Member(name: start..<names.count, text: text, rank: Self.rank(name))
    }

    private static func rank(_ name: [UInt8]) -> UInt64 {
        var rank: UInt64 = 0
        for index in 0..<min(8, name.count) { rank |= UInt64(name[index]) << UInt64(56 - 8 * index) }
        return rank
    }
}
