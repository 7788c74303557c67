package import JSON

/// Which places a body has, and what stands there: names and types, never values.
///
/// Elements of a list are one place, and so are members whose names are data, such as the ids of questions. What is
/// missing, null or empty text, has no place.
package struct BodyShape {
    /// What stands at a place, in the words that people read.
    enum Kind: String, Hashable, CaseIterable {
        case text, number, boolean, object, list
    }

    private(set) var places: [BodyPath: Set<Kind>] = [:]

    private static let depthLimit = 16
    private static let placeLimit = 2_000
    /// An object with more members than this is a table, and their names are data.
    private static let memberLimit = 200

    package init(_ body: JSONDocument) {
        withExtendedLifetime(body) { visit(body.root, BodyPath()) }
    }

    private mutating func visit(_ node: JSONNode, _ path: BodyPath) {
        guard path.steps.count <= Self.depthLimit, let kind = Self.kind(of: node) else { return }
        guard places[path] != nil || places.count < Self.placeLimit else { return }
        places[path, default: []].insert(kind)
        if kind == .object {
            let isTable = node.count > Self.memberLimit
            for (name, value) in node.members {
                let text = name.text
                visit(value, path.appending(isTable || Self.isData(text) ? .all : .name(text)))
            }
        } else if kind == .list {
            for value in node.elements { visit(value, path.appending(.all)) }
        }
    }

    private static func kind(of node: JSONNode) -> Kind? {
        switch node.kind {
        case .null: nil
        case .bool: .boolean
        case .number: .number
        case .string: node.isEmptyString ? nil : .text
        case .array: .list
        case .object: .object
        }
    }

    /// Whether a member's name is data and not a name: an id, a number, an address, or a text.
    static func isData(_ name: String) -> Bool {
        let bytes = name.utf8
        guard !bytes.isEmpty, bytes.count <= 64, !bytes.contains(UInt8(ascii: "@")) else { return true }
        var digits = 0
        var run = 0
        var longestRun = 0
        var isHexadecimal = true
        for byte in bytes {
            let isDigit = (0x30...0x39).contains(byte)
            run = isDigit ? run + 1 : 0
            longestRun = max(longestRun, run)
            if isDigit { digits += 1 }
            isHexadecimal =
                isHexadecimal && (isDigit || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: "-"))
        }
        if digits == bytes.count || longestRun >= 3 || digits >= 5 { return true }
        return digits > 0 && isHexadecimal && bytes.count >= 8
    }
}
