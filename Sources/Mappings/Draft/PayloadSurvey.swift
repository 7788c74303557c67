internal import JSON

/// What stands where in a few bodies of one source, as a first mapping needs to know it.
struct PayloadSurvey {
    /// A place with a scalar, or with a list of scalars, and what stood there; never null or empty.
    struct Leaf {
        let path: BodyPath
        var samples: [JSONNode]
        /// In how many bodies it stood.
        var bodies: Int
    }

    /// An array of objects, and all elements that it had.
    struct List {
        let path: BodyPath
        var elements: [JSONNode]
    }

    /// An object whose names are data: every answer by its id.
    struct Keyed {
        let path: BodyPath
        /// Whether each value is an object with a `value` and something said about it.
        let hasPairs: Bool
    }

    /// In document order.
    private(set) var leaves: [Leaf] = []
    private(set) var lists: [List] = []
    private(set) var keyed: [Keyed] = []
    /// Whether places were passed over because of their names.
    private(set) var hasLongNames = false
    let bodyCount: Int
    /// How many events the bodies are.
    let eventCount: Int
    /// Whether each body is a list, and each element of it an event: places are then seen from the element.
    let isBatch: Bool
    /// What queries begin with.
    var root: String { isBatch ? "@" : "$" }
    private var leafPlaces: [BodyPath: Int] = [:]
    private var listPlaces: [BodyPath: Int] = [:]
    private var keyedPlaces: Set<BodyPath> = []

    /// How many bytes the names on the way to a place may have: longer ones are no names that anybody maps, and above many
    /// values each takes its time anew.
    static let nameLimit = 1_000
    private static let depthLimit = 12
    private static let leafLimit = 500
    private static let listLimit = 50
    private static let keyedLimit = 50

    init(_ bodies: [JSONDocument]) {
        bodyCount = bodies.count
        let batches = bodies.map { Self.events(in: $0.root) }
        isBatch = !batches.isEmpty && !batches.contains { $0.isEmpty }
        eventCount = isBatch ? batches.reduce(0) { $0 + $1.count } : bodies.count
        guard !isBatch else {
            for event in batches.joined() { visit(event, BodyPath()) }
            return
        }
        for body in bodies {
            if body.root.kind == .array, let first = body.root.elements.first(where: { $0.kind == .object }) {
                visit(first, BodyPath().appending(.index(0)))
            } else {
                visit(body.root, BodyPath())
            }
        }
    }

    /// The elements of a list that are events; none where they are the fields of one event, or nothing of the kind.
    private static func events(in node: JSONNode) -> [JSONNode] {
        guard node.kind == .array else { return [] }
        let elements = Array(node.elements)
        let isEvents = elements.allSatisfy { $0.kind == .object && $0["value"] == nil && $0["answer"] == nil }
        return isEvents ? elements : []
    }

    /// Whether the value is one that would make no field.
    static func isMissing(_ node: JSONNode) -> Bool {
        node.kind == .null || node.isEmptyString
    }

    /// The scalars below an element of a list, by their ways from it; every element of lists within.
    static func leaves(of element: JSONNode) -> [(path: BodyPath, node: JSONNode)] {
        var found: [(path: BodyPath, node: JSONNode)] = []
        func visit(_ node: JSONNode, _ path: BodyPath) {
            guard path.steps.count < depthLimit, found.count < leafLimit else { return }
            switch node.kind {
            case .object:
                for (name, value) in node.members where fits(name, below: path) {
                    visit(value, path.appending(.name(name.text)))
                }
            case .array: for value in node.elements { visit(value, path.appending(.all)) }
            default: if !isMissing(node) { found.append((path, node)) }
            }
        }
        visit(element, BodyPath())
        return found
    }

    private mutating func visit(_ node: JSONNode, _ path: BodyPath) {
        guard path.steps.count < Self.depthLimit else { return }
        switch node.kind {
        case .object:
            let members = Array(node.members)
            if !path.steps.isEmpty, keyed.count < Self.keyedLimit, !keyedPlaces.contains(path),
                let hasPairs = Self.pairs(members)
            {
                keyedPlaces.insert(path)
                keyed.append(Keyed(path: path, hasPairs: hasPairs))
            }
            for (name, value) in members {
                guard Self.fits(name, below: path) else {
                    hasLongNames = true
                    continue
                }
                visit(value, path.appending(.name(name.text)))
            }
        case .array:
            let elements = Array(node.elements)
            if elements.contains(where: { $0.kind == .object }) {
                let place = listPlaces[path] ?? lists.count
                guard place < Self.listLimit else { return }
                if place == lists.count {
                    listPlaces[path] = place
                    lists.append(List(path: path, elements: []))
                }
                lists[place].elements += elements.filter { $0.kind == .object }
            } else if elements.allSatisfy({ !$0.kind.isContainer }) {
                note(elements.filter { !Self.isMissing($0) }, path.appending(.all))
            }
        default:
            if !Self.isMissing(node) { note([node], path) }
        }
    }

    private mutating func note(_ samples: [JSONNode], _ path: BodyPath) {
        guard !samples.isEmpty else { return }
        if let place = leafPlaces[path] {
            leaves[place].samples += samples
            leaves[place].bodies += 1
        } else if leaves.count < Self.leafLimit {
            leafPlaces[path] = leaves.count
            leaves.append(Leaf(path: path, samples: samples, bodies: 1))
        }
    }

    /// Whether a name is short enough for a place below another.
    private static func fits(_ name: JSONNode, below path: BodyPath) -> Bool {
        path.nameLength + name.withText { $0.count } <= nameLimit
    }

    /// Whether names are data, and if so whether the values are pairs; nil when they are names.
    private static func pairs(_ members: [(name: JSONNode, value: JSONNode)]) -> Bool? {
        guard members.count >= 2 else { return nil }
        if members.allSatisfy({ isPair($0.value) }) { return true }
        let isFlat = members.allSatisfy { $0.value.kind != .object }
        guard isFlat, members.count >= 3 else { return nil }
        let odd = members.count { $0.name.text.contains { $0.isNumber || $0 == " " } }
        return odd * 2 >= members.count ? false : nil
    }

    /// Whether a node is a value with something said about it, or an object of nothing but such.
    private static func isPair(_ node: JSONNode, level: Int = 0) -> Bool {
        guard node.kind == .object, level < depthLimit else { return false }
        let members = Array(node.members)
        return node["value"] != nil || !members.isEmpty && members.allSatisfy { isPair($0.value, level: level + 1) }
    }
}
