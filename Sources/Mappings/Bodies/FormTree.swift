internal import JSON

/// The names and values of a form as they nest, in the order of their first appearance.
///
/// What shares a name gathers in a group, as PHP does it: a value without a name of its own (`a[]=x`, or `a=x` where
/// `a` is there already) takes the next index. A group whose names are exactly 0 … n-1 is an array, in that order;
/// any other is an object.
struct FormTree {
    private var nodes = [Node(name: 0..<0, depth: 1, content: .group([]))]
    private var places: [Place: Int] = [:]
    /// All decoded names and values, one after the other.
    private var text: [UInt8] = []

    private struct Node {
        let name: Range<Int>
        /// How many objects and arrays lie around and in it, if it is a group.
        let depth: Int
        var content: Content
        /// The index that the next value without a name takes.
        var nextIndex = 0
    }

    private enum Content {
        case empty
        case text(Range<Int>)
        case group([Int])
    }

    private struct Place: Hashable {
        let parent: Int
        let name: [UInt8]
    }

    /// Puts `value` under the name that `path` spells; an empty part but the first takes the next index.
    ///
    /// False when it would nest deeper than JSON may.
    mutating func insert(_ path: [ArraySlice<UInt8>], _ value: [UInt8]) -> Bool {
        var current = 0
        for (level, part) in path.enumerated() {
            guard makeGroup(current) else { return false }
            current = level > 0 && part.isEmpty ? push(into: current) : child(of: current, named: Array(part))
        }
        switch nodes[current].content {
        case .empty:
            break
        case .text, .group:
            guard makeGroup(current) else { return false }
            current = push(into: current)
        }
        nodes[current].content = .text(store(value))
        return true
    }

    /// The form as compact JSON: the top is an object in any case, all values are strings.
    func json() -> [UInt8] {
        var writer = JSONWriter()
        write(0, into: &writer)
        return writer.bytes
    }

    private func write(_ index: Int, into writer: inout JSONWriter) {
        switch nodes[index].content {
        case .empty:
            writer.string("")
        case .text(let range):
            text[range].withUnsafeBufferPointer { writer.string($0) }
        case .group(let children):
            if index > 0, let elements = inOrderOfIndex(children) {
                writer.beginArray()
                for element in elements { write(element, into: &writer) }
                writer.endArray()
            } else {
                writer.beginObject()
                for child in children {
                    text[nodes[child].name].withUnsafeBufferPointer { writer.name($0) }
                    write(child, into: &writer)
                }
                writer.endObject()
            }
        }
    }

    /// The children by their indexes, if these are exactly 0 … n-1; no two children have the same name.
    private func inOrderOfIndex(_ children: [Int]) -> [Int]? {
        var ordered = [Int](repeating: -1, count: children.count)
        for child in children {
            guard let index = Self.index(text[nodes[child].name]), index < children.count else { return nil }
            ordered[index] = child
        }
        return ordered
    }

    /// Makes the node one that others may lie under; a value that it has becomes the first of them.
    private mutating func makeGroup(_ index: Int) -> Bool {
        guard nodes[index].depth <= JSONDocument.depthLimit else { return false }
        switch nodes[index].content {
        case .group:
            return true
        case .empty:
            nodes[index].content = .group([])
        case .text(let range):
            nodes[index].content = .group([])
            let first = push(into: index)
            nodes[first].content = .text(range)
        }
        return true
    }

    private mutating func push(into parent: Int) -> Int {
        child(of: parent, named: Array(String(nodes[parent].nextIndex).utf8))
    }

    private mutating func child(of parent: Int, named name: [UInt8]) -> Int {
        let place = Place(parent: parent, name: name)
        if let known = places[place] { return known }
        let index = nodes.count
        places[place] = index
        nodes.append(Node(name: store(name), depth: nodes[parent].depth + 1, content: .empty))
        if let number = Self.index(name[...]) { nodes[parent].nextIndex = max(nodes[parent].nextIndex, number + 1) }
        guard case .group(var children) = nodes[parent].content else { preconditionFailure("a child of a value") }
        // Taken out first, so that the array grows in place.
        nodes[parent].content = .empty
        children.append(index)
        nodes[parent].content = .group(children)
        return index
    }

    private mutating func store(_ bytes: [UInt8]) -> Range<Int> {
        let start = text.count
        text += bytes
        return start..<text.count
    }

    /// The number that the name is: digits without extra zeros, at most nine.
    private static func index(_ name: ArraySlice<UInt8>) -> Int? {
        guard let first = name.first, name.count <= 9, first != UInt8(ascii: "0") || name.count == 1 else { return nil }
        var number = 0
        for byte in name {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
