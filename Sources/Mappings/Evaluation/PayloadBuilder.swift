internal import JSON

/// Writes the payload of an action, and remembers where its members lie, for names are looked up and sorted by them.
///
/// Section 10 of the mapping language: compact JSON, all values scalars but `purchase_data`. One builder serves many
/// actions; what it allocates for one it uses for the next.
struct PayloadBuilder: ~Copyable {
    /// One member of the payload, or of an element of `purchase_data`.
    struct Member: BitwiseCopyable {
        /// Its name's bytes in `names`.
        let name: BufferRange
        /// The whole member in the payload, name and value, without a comma.
        var text: BufferRange
        /// The first eight bytes of the name as a number: where two differ, they are in the order of the names.
        let rank: UInt64
    }

    private var writer = JSONWriter(capacity: 4_096)
    private(set) var members = UniqueBuffer<Member>(capacity: 64)
    /// The members of all elements of `purchase_data`.
    private(set) var elementMembers = UniqueBuffer<Member>()
    /// Which of `elementMembers` belong to each element.
    private(set) var elements = UniqueBuffer<BufferRange>()
    /// The decoded names of all members.
    private(set) var names = UniqueBuffer<UInt8>(capacity: 1_024)
    private var table = NameTable()
    private var usesTable = false

    /// About how much memory it holds, in bytes.
    var capacity: Int {
        writer.capacity + names.capacity
            + (members.capacity + elementMembers.capacity) * MemoryLayout<Member>.stride
    }

    /// How many bytes were written so far.
    var count: Int { writer.count }

    /// What a member, or an element's, looks like in the payload; valid until the builder is changed.
    func text(of member: Member) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: writer.text[member.text.range])
    }

    /// Begins a payload.
    ///
    /// - Parameter flattens: whether flattened fields will come, whose names must be looked up.
    mutating func begin(flattens: Bool) {
        writer.removeAll()
        members.removeAll()
        elementMembers.removeAll()
        elements.removeAll()
        names.removeAll()
        usesTable = flattens
        if flattens { table.removeAll() }
        writer.beginObject()
    }

    /// A name as it stands in a payload, in quotes and with its colon.
    static func text(ofName name: [UInt8]) -> [UInt8] {
        var writer = JSONWriter()
        writer.name(name)
        return writer.bytes
    }

    /// Adds a field that no other has the name of.
    ///
    /// - Parameter nameText: what `text(ofName:)` makes of the name: made once for a mapping, not for every event.
    mutating func add(_ name: [UInt8], _ nameText: [UInt8], _ value: Value) {
        let start = startOfMember
        writer.name(verbatim: nameText)
        writer.write(value)
        name.withUnsafeBufferPointer { addMember($0, from: start) }
    }

    /// Adds the action's time.
    mutating func add(_ name: [UInt8], _ nameText: [UInt8], _ date: DateValue) {
        let start = startOfMember
        writer.name(verbatim: nameText)
        writer.string { date.write(into: &$0) }
        name.withUnsafeBufferPointer { addMember($0, from: start) }
    }

    /// Adds a flattened value: not where `fields` has made the name, and as `NAME_2` … where a flattened one has it.
    ///
    /// - Parameter isPlain: whether the name is known to hold nothing that JSON must escape.
    mutating func addFlattened(_ name: UnsafeBufferPointer<UInt8>, isPlain: Bool, _ value: Value) {
        let hash = table.hash(name)
        let holder = table.place(of: name, hash, in: names, members)
        guard table.isTaken(holder) else { return addFlattened(name, isPlain, hash, at: holder, value) }
        if table.isFlattened(holder) { addNumbered(name, holder, value) }
    }

    /// Adds a flattened value as `NAME_2` …, the next that is free.
    @inline(never)
    private mutating func addNumbered(_ name: UnsafeBufferPointer<UInt8>, _ holder: Int, _ value: Value) {
        var numbered = UniqueBuffer<UInt8>(capacity: name.count + 4)
        numbered.append(name)
        numbered.append(UInt8(ascii: "_"))
        let stem = numbered.count
        while true {
            numbered.truncate(to: stem)
            numbered.append(decimal: table.takeNumber(of: holder))
            let isAdded = numbered.lend { name in
                let hash = table.hash(name)
                let place = table.place(of: name, hash, in: names, members)
                guard !table.isTaken(place) else { return false }
                addFlattened(name, false, hash, at: place, value)
                return true
            }
            if isAdded { return }
        }
    }

    @inline(__always)
    private mutating func addFlattened(
        _ name: UnsafeBufferPointer<UInt8>,
        _ isPlain: Bool,
        _ hash: UInt64,
        at place: Int,
        _ value: Value
    ) {
        let start = startOfMember
        if case .node(let node) = value {
            writer.member(name, isPlain: isPlain, node)
        } else {
            writer.name(name)
            writer.write(value)
        }
        table.insert(members.count, hash, at: place, isFlattened: true)
        members.append(member(name, from: start))
    }

    /// Begins `purchase_data`.
    mutating func beginPurchase() {
        let start = startOfMember
        writer.name(Self.purchaseName)
        writer.beginArray()
        Self.purchaseName.withUnsafeBufferPointer { members.append(member($0, from: start)) }
    }

    mutating func endPurchase() {
        writer.endArray()
        let last = members.count - 1
        members[last].text = BufferRange(members[last].text.start, count)
    }

    mutating func beginElement() {
        elements.append(BufferRange(elementMembers.count, elementMembers.count))
        writer.beginObject()
    }

    mutating func endElement() {
        writer.endObject()
        let last = elements.count - 1
        elements[last] = BufferRange(elements[last].start, elementMembers.count)
    }

    /// Adds a member to the element begun last.
    mutating func addToElement(_ name: [UInt8], _ value: Value) {
        let isFirst = elementMembers.count == elements[elements.count - 1].start
        let start = isFirst ? count : count + 1
        writer.name(name)
        writer.write(value)
        name.withUnsafeBufferPointer { elementMembers.append(member($0, from: start)) }
    }

    /// The finished payload; the members stay until the next `begin`.
    mutating func finish() -> [UInt8] {
        writer.endObject()
        // A copy of the very length: it waits for the ledger's writer, and the builder keeps its room.
        return writer.bytes
    }

    private mutating func addMember(_ name: UnsafeBufferPointer<UInt8>, from start: Int) {
        if usesTable {
            let hash = table.hash(name)
            let place = table.place(of: name, hash, in: names, members)
            table.insert(members.count, hash, at: place, isFlattened: false)
        }
        members.append(member(name, from: start))
    }

    /// Where the next member begins: behind the comma that the writer will put.
    private var startOfMember: Int {
        members.isEmpty ? count : count + 1
    }

    /// A member whose text reaches from `start` to the end of what was written.
    @inline(__always)
    private mutating func member(_ name: UnsafeBufferPointer<UInt8>, from start: Int) -> Member {
        names.append(name)
        return Member(
            name: BufferRange(names.count - name.count, names.count),
            text: BufferRange(start, count),
            rank: Self.rank(name)
        )
    }

    private static func rank(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(name)
        guard bytes.count < 8 else { return UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)) }
        var rank: UInt64 = 0
        for index in 0..<bytes.count { rank |= UInt64(bytes[index]) << UInt64(56 - 8 * index) }
        return rank
    }

    private static let purchaseName = Array("purchase_data".utf8)
}
