internal import JSON

/// Bytes that are the same for values that RFC 9535 compares as equal, and for no others.
struct UniqueKey: Hashable {
    private var bytes: [UInt8] = []

    init(_ value: Value) {
        append(value)
    }

    /// The first of each run of equal values, wherever the others stand.
    static func firstOfEach(_ values: [Value]) -> [Value] {
        var seen: Set<UniqueKey> = []
        seen.reserveCapacity(values.count)
        return values.filter { seen.insert(UniqueKey($0)).inserted }
    }

    private mutating func append(_ value: Value) {
        if case .node(let node) = value, value.isContainer { return append(container: node) }
        if let truth = value.truth {
            bytes.append(truth ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        } else if value.isNumber {
            bytes.append(UInt8(ascii: "n"))
            value.withText { CanonicalNumber.append($0, to: &bytes) }
            bytes.append(0)
        } else if value.isText {
            value.withText { append(text: $0) }
        } else {
            bytes.append(UInt8(ascii: "0"))
        }
    }

    private mutating func append(container node: JSONNode) {
        guard node.kind == .object else {
            bytes.append(UInt8(ascii: "["))
            for element in node.elements { append(.node(element)) }
            return bytes.append(UInt8(ascii: "]"))
        }
        bytes.append(UInt8(ascii: "{"))
        let members = node.members.map { (name: $0.name.withText { Array($0) }, value: $0.value) }
        for member in members.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
            member.name.withUnsafeBufferPointer { append(text: $0) }
            append(.node(member.value))
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "s"))
        withUnsafeBytes(of: UInt64(text.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: text)
    }
}
