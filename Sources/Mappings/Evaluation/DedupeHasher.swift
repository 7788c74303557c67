internal import Domain
internal import JSON
import Signatures

/// Computes what tells two actions apart (section 10 of the mapping language).
///
/// What is hashed is put together first: piece by piece through the hash's own block it cost half as much again.
struct DedupeHasher: Sendable {
    private var writer = JSONWriter()
    private var order: [Int] = []

    /// SHA-256 of the compact JSON of `[project, action, payload]`, the names of the payload sorted by their UTF-8.
    ///
    /// - Parameter payload: that the builder has just finished.
    mutating func hash(
        _ project: ProjectName,
        _ action: ActionName,
        _ payload: [UInt8],
        _ builder: borrowing PayloadBuilder
    ) -> [UInt8] {
        begin(project, action)
        payload.withUnsafeBufferPointer { payload in
            let purchase = builder.elements.isEmpty ? -1 : builder.members.count - 1
            sort(0..<builder.members.count, of: builder.members, builder.names)
            writer.beginObject()
            for index in order {
                if index == purchase {
                    writePurchase(of: builder, payload)
                } else {
                    writer.verbatim(UnsafeBufferPointer(rebasing: payload[builder.members[index].text]))
                }
            }
            writer.endObject()
        }
        writer.endArray()
        return SHA256.hash(writer.bytes)
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
        return SHA256.hash(writer.bytes)
    }

    private mutating func begin(_ project: ProjectName, _ action: ActionName) {
        writer.removeAll()
        writer.beginArray()
        writer.string(project.text)
        writer.string(action.text)
    }

    private mutating func writePurchase(of builder: borrowing PayloadBuilder, _ payload: UnsafeBufferPointer<UInt8>) {
        writer.name("purchase_data")
        writer.beginArray()
        // The order of the payload's members is being gone through.
        let outer = order
        for element in builder.elements {
            sort(element, of: builder.elementMembers, builder.names)
            writer.beginObject()
            for index in order {
                writer.verbatim(UnsafeBufferPointer(rebasing: payload[builder.elementMembers[index].text]))
            }
            writer.endObject()
        }
        writer.endArray()
        order = outer
    }

    /// Puts the members' indexes into `order`.
    private mutating func sort(_ indices: Range<Int>, of members: [PayloadBuilder.Member], _ names: [UInt8]) {
        func precedes(_ left: Int, _ right: Int) -> Bool {
            let (left, right) = (members[left], members[right])
            guard left.rank == right.rank else { return left.rank < right.rank }
            return names[left.name].lexicographicallyPrecedes(names[right.name])
        }
        order.removeAll(keepingCapacity: true)
        guard indices.count <= Self.mostInserted else {
            order.append(contentsOf: indices)
            return order.sort(by: precedes)
        }
        // By insertion: the library's sort allocates, and for so few compares no less.
        for index in indices {
            var place = order.count
            order.append(index)
            while place > 0, precedes(index, order[place - 1]) {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = index
        }
    }

    private static let mostInserted = 64
}
