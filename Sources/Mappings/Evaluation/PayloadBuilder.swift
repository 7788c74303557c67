internal import JSON

/// Writes the payload of an action, and remembers where its members lie, for names are looked up and sorted by them.
///
/// Section 10 of the mapping language: compact JSON, all values scalars but `purchase_data`. One builder serves many
/// actions; what it allocates for one it uses for the next.
struct PayloadBuilder {
    /// One member of the payload, or of an element of `purchase_data`.
    struct Member {
        /// Its name's bytes in `names`.
        let name: Range<Int>
        /// The whole member in the payload, name and value, without a comma.
        var text: Range<Int>
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
    private var capacity = 1_024

    /// How many bytes were written so far.
    var count: Int { writer.bytes.count }

    /// Begins a payload.
    ///
    /// - Parameter flattens: whether flattened fields will come, whose names must be looked up.
    mutating func begin(flattens: Bool) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(capacity)
        writer = JSONWriter(appendingTo: bytes)
        members.removeAll(keepingCapacity: true)
        elementMembers.removeAll(keepingCapacity: true)
        elements.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        // For what most payloads hold, at once, instead of growing to it in five steps.
        members.reserveCapacity(64)
        names.reserveCapacity(1_024)
        usesTable = flattens
        if flattens { table.removeAll() }
        writer.beginObject()
    }

    /// Adds a field that no other has the name of.
    mutating func add(_ name: [UInt8], _ value: Value) {
        name.withUnsafeBufferPointer { add($0, isFlattened: false, hash: nil) { $0.write(value) } }
    }

    /// Adds the action's time.
    mutating func add(_ name: [UInt8], _ date: DateValue) {
        var text: [UInt8] = []
        date.write(into: &text)
        add(name, .text(text))
    }

    /// Adds a flattened value: not where `fields` has made the name, and as `NAME_2` … where a flattened one has it.
    mutating func addFlattened(_ name: UnsafeBufferPointer<UInt8>, _ value: Value) {
        let hash = NameTable.hash(name)
        guard let holder = table.find(name, hash, in: names, members) else {
            return add(name, isFlattened: true, hash: hash) { $0.write(value) }
        }
        guard table.isFlattened(holder) else { return }
        var numbered: [UInt8] = []
        while true {
            numbered.removeAll(keepingCapacity: true)
            numbered.append(contentsOf: name)
            numbered.append(UInt8(ascii: "_"))
            numbered.append(contentsOf: String(table.takeNumber(of: holder)).utf8)
            let isFree = numbered.withUnsafeBufferPointer { numbered in
                let hash = NameTable.hash(numbered)
                guard table.find(numbered, hash, in: names, members) == nil else { return false }
                add(numbered, isFlattened: true, hash: hash) { $0.write(value) }
                return true
            }
            if isFree { return }
        }
    }

    /// Begins `purchase_data`.
    mutating func beginPurchase() {
        let name = Array("purchase_data".utf8)
        let start = startOfMember(isFirst: members.isEmpty)
        writer.name(name)
        writer.beginArray()
        members.append(Member(name: remember(name), text: start..<start))
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
        let start = startOfMember(isFirst: isFirst)
        writer.name(name)
        writer.write(value)
        elementMembers.append(Member(name: remember(name), text: start..<count))
    }

    /// The finished payload; the members stay until the next `begin`.
    mutating func finish() -> [UInt8] {
        writer.endObject()
        capacity = max(capacity, count)
        return writer.bytes
    }

    private mutating func add(
        _ name: UnsafeBufferPointer<UInt8>,
        isFlattened: Bool,
        hash: Int?,
        _ write: (inout JSONWriter) -> Void
    ) {
        let start = startOfMember(isFirst: members.isEmpty)
        writer.name(name)
        write(&writer)
        let nameStart = names.count
        names.append(contentsOf: name)
        members.append(Member(name: nameStart..<names.count, text: start..<count))
        if usesTable {
            table.insert(members.count - 1, hash ?? NameTable.hash(name), isFlattened: isFlattened)
        }
    }

    /// Where the next member begins: behind the comma that the writer will put.
    private func startOfMember(isFirst: Bool) -> Int {
        isFirst ? count : count + 1
    }

    private mutating func remember(_ name: [UInt8]) -> Range<Int> {
        let start = names.count
        names += name
        return start..<names.count
    }
}
