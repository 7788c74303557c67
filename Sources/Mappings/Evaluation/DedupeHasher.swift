internal import Domain
internal import Glibc
internal import JSON
internal import Signatures

/// Computes what tells two actions apart (section 10 of the mapping language).
///
/// What is hashed is put together first: piece by piece through the hash's own block it cost half as much again.
struct DedupeHasher: ~Copyable {
    /// A member's place in the order of the names.
    struct Place: BitwiseCopyable {
        let rank: UInt64
        /// Which member it is, the first being 0.
        let index: Int
    }

    private var writer = JSONWriter(capacity: 4_096)
    private var order = UniqueBuffer<Place>(capacity: 64)
    private var orderInElement = UniqueBuffer<Place>()

    /// How many bytes were hashed last.
    var count: Int { writer.count }

    /// SHA-256 of the compact JSON of `[project, action, payload]`, the names of the payload sorted by their UTF-8.
    ///
    /// - Parameter builder: which has just finished the payload.
    mutating func hash(
        _ project: ProjectName,
        _ action: ActionName,
        _ builder: borrowing PayloadBuilder
    ) -> [UInt8] {
        begin(project, action)
        let purchase = builder.elements.isEmpty ? -1 : builder.members.count - 1
        Self.sort(0..<builder.members.count, of: builder.members, builder.names, into: &order)
        writer.beginObject()
        for place in 0..<order.count {
            let index = order[place].index
            if index == purchase {
                writePurchase(of: builder)
            } else {
                writer.verbatim(builder.text(of: builder.members[index]))
            }
        }
        writer.endObject()
        writer.endArray()
        return SHA256.hash(UnsafeRawBufferPointer(writer.text))
    }

    /// SHA-256 of the compact JSON of `[project, action, dateTime or null, [values, null where missing]]`.
    mutating func hash(_ project: ProjectName, _ action: ActionName, _ dateTime: DateValue?, by values: [Value])
        -> [UInt8]
    {
        begin(project, action)
        if let dateTime { writer.string { dateTime.write(into: &$0) } } else { writer.null() }
        writer.beginArray()
        for value in values {
            if value.isMissing { writer.null() } else { writer.write(value) }
        }
        writer.endArray()
        writer.endArray()
        return SHA256.hash(UnsafeRawBufferPointer(writer.text))
    }

    private mutating func begin(_ project: ProjectName, _ action: ActionName) {
        writer.removeAll()
        writer.beginArray()
        writer.string(project.text)
        writer.string(action.text)
    }

    private mutating func writePurchase(of builder: borrowing PayloadBuilder) {
        writer.name("purchase_data")
        writer.beginArray()
        for element in 0..<builder.elements.count {
            let members = builder.elements[element]
            Self.sort(members.range, of: builder.elementMembers, builder.names, into: &orderInElement)
            writer.beginObject()
            for place in 0..<orderInElement.count {
                let index = members.start + orderInElement[place].index
                writer.verbatim(builder.text(of: builder.elementMembers[index]))
            }
            writer.endObject()
        }
        writer.endArray()
    }

    /// Puts the members' places in the order of their names.
    ///
    /// - Parameter order: that of the payload before, which is tried first: a mapping makes the same names again and again,
    ///   and to see that they are in order takes a tenth of the instructions of sorting them.
    private static func sort(
        _ indices: Range<Int>,
        of members: borrowing UniqueBuffer<PayloadBuilder.Member>,
        _ names: borrowing UniqueBuffer<UInt8>,
        into order: inout UniqueBuffer<Place>
    ) {
        let (members, names) = (UnsafeBufferPointer(rebasing: members.elements[indices]), names.elements)
        func precedes(_ left: Place, _ right: Place) -> Bool {
            guard left.rank == right.rank else { return left.rank < right.rank }
            let leftName = UnsafeBufferPointer(rebasing: names[members[left.index].name.range])
            let rightName = UnsafeBufferPointer(rebasing: names[members[right.index].name.range])
            guard let leftStart = leftName.baseAddress, let rightStart = rightName.baseAddress else { return false }
            let difference = memcmp(leftStart, rightStart, min(leftName.count, rightName.count))
            return difference == 0 ? leftName.count < rightName.count : difference < 0
        }
        func isInOrder() -> Bool {
            guard order.count == members.count else { return false }
            var last: Place?
            for place in order.elements {
                let next = Place(rank: members[place.index].rank, index: place.index)
                if let last, !precedes(last, next) { return false }
                last = next
            }
            return true
        }
        guard !isInOrder() else { return }
        order.removeAll()
        guard members.count <= mostInserted else {
            for index in members.indices { order.append(Place(rank: members[index].rank, index: index)) }
            return order.sort(by: precedes)
        }
        // By insertion: the library's sort allocates, and compares no less often where there are so few.
        for index in members.indices {
            let place = Place(rank: members[index].rank, index: index)
            var (low, high) = (0, order.count)
            while low < high {
                let middle = (low + high) / 2
                if precedes(place, order[middle]) { high = middle } else { low = middle + 1 }
            }
            order.insert(place, at: low)
        }
    }

    private static let mostInserted = 64
}
