internal import Domain
internal import JSON
import Signatures

/// Computes what tells two actions apart (section 10 of the mapping language).
struct DedupeHasher {
    private var order: [Int] = []
    private var elementOrder: [Int] = []

    /// SHA-256 of the compact JSON of `[project, action, payload]`, the names of the payload sorted by their UTF-8.
    ///
    /// - Parameter payload: that the builder has just finished.
    mutating func hash(
        _ project: ProjectName,
        _ action: ActionName,
        _ payload: [UInt8],
        _ builder: PayloadBuilder
    ) -> [UInt8] {
        var sha = SHA256()
        sha.update(Self.head(project, action))
        Self.sort(&order, builder.members.indices, builder.members, builder.names)
        sha.update(Self.openObject)
        for (place, index) in order.enumerated() {
            if place > 0 { sha.update(Self.comma) }
            let member = builder.members[index]
            if !builder.elements.isEmpty, index == builder.members.count - 1 {
                update(&sha, withPurchaseIn: builder, payload)
            } else {
                Self.update(&sha, member.text, of: payload)
            }
        }
        sha.update(Self.closeObject)
        sha.update(Self.closeArray)
        return sha.finish()
    }

    /// SHA-256 of the compact JSON of `[project, action, dateTime or null, [values, null where missing]]`.
    static func hash(_ project: ProjectName, _ action: ActionName, _ dateTime: DateValue?, by values: [Value])
        -> [UInt8]
    {
        var writer = JSONWriter()
        writer.beginArray()
        writer.string(project.text)
        writer.string(action.text)
        if let dateTime { writer.string(dateTime.text) } else { writer.null() }
        writer.beginArray()
        for value in values {
            if value.isMissing { writer.null() } else { writer.write(value) }
        }
        writer.endArray()
        writer.endArray()
        return SHA256.hash(writer.bytes)
    }

    private mutating func update(_ sha: inout SHA256, withPurchaseIn builder: PayloadBuilder, _ payload: [UInt8]) {
        sha.update(Self.purchase)
        for (place, element) in builder.elements.enumerated() {
            if place > 0 { sha.update(Self.comma) }
            Self.sort(&elementOrder, element, builder.elementMembers, builder.names)
            sha.update(Self.openObject)
            for (place, index) in elementOrder.enumerated() {
                if place > 0 { sha.update(Self.comma) }
                Self.update(&sha, builder.elementMembers[index].text, of: payload)
            }
            sha.update(Self.closeObject)
        }
        sha.update(Self.closeArray)
    }

    private static func sort(
        _ order: inout [Int],
        _ indices: Range<Int>,
        _ members: [PayloadBuilder.Member],
        _ names: [UInt8]
    ) {
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: indices)
        names.withUnsafeBufferPointer { names in
            order.sort { left, right in
                names[members[left].name].lexicographicallyPrecedes(names[members[right].name])
            }
        }
    }

    private static func update(_ sha: inout SHA256, _ range: Range<Int>, of payload: [UInt8]) {
        payload.withUnsafeBytes { sha.update(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// What stands before the payload: `["project","action",`.
    private static func head(_ project: ProjectName, _ action: ActionName) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        writer.string(project.text)
        writer.string(action.text)
        return writer.bytes + comma
    }

    private static let comma = Array(",".utf8)
    private static let openObject = Array("{".utf8)
    private static let closeObject = Array("}".utf8)
    private static let closeArray = Array("]".utf8)
    private static let purchase = Array("\"purchase_data\":[".utf8)
}
