package import JSON

/// What queries and conditions may look at while one event is mapped, and what is left of the work they may do.
///
/// It keeps its documents alive, and memory that evaluation uses again and again: make one for an event, and pass it
/// to all queries of that event.
///
/// A query of several descendant segments, or of filters within filters, may visit every node many times over, and a
/// body is made by someone else. So evaluation counts its steps: a node visited, some bytes of text compared, a step
/// of a pattern's automaton. When they are used up, `isExhausted` becomes true for good, and whatever is evaluated
/// then selects nothing and holds for nothing. The limit is about 32 steps for each byte of the documents and two
/// million beside: queries that go through a body a few dozen times never meet it. A list that becomes too long for the
/// memory ends evaluation in the same way.
package struct QueryContext: Sendable {
    /// The document that `$` is the root of.
    package let body: JSONDocument
    /// The document that `$request` is the root of; without one, `$request` selects nothing.
    package let request: JSONDocument?

    /// The node that `@` is outside filter selectors; nil without an `each`: `@` is then the body's root.
    package private(set) var current: JSONNode?
    /// Where `current` stands; nil when it is not known beforehand.
    package internal(set) var location: NodeLocation?

    /// How many steps are left; negative when they are used up.
    package var stepsLeft: Int

    /// How many nodes a list may hold: each of the documents once, and half a million beside.
    ///
    /// A node costs a step or two, and lists of as many nodes as there are steps would take a few hundred megabytes. Of
    /// nodes with their locations, which take more memory, it is half as many.
    let mostNodes: Int
    let bodyRoot: JSONNode
    let requestRoot: JSONNode?
    /// Memory that may be swapped for that of an earlier event's context.
    package var memory = QueryMemory()
    /// The pattern that was last compiled while evaluating: one that the body holds is asked for many values.
    private var lastPattern: (utf8: [UInt8], compiled: IRegexp?) = ([], nil)

    package init(body: JSONDocument, request: JSONDocument? = nil) {
        self.body = body
        self.request = request
        bodyRoot = body.root
        requestRoot = request?.root
        let size = body.bytes.count + (request?.bytes.count ?? 0)
        stepsLeft = 2_000_000 + 32 * size
        // No value has less than two bytes, its comma among them.
        mostNodes = 500_000 + size / 2
    }

    /// Whether evaluation was cut short, so that what it said must not be believed.
    package var isExhausted: Bool { stepsLeft < 0 }

    /// What `@` is outside filter selectors.
    var top: JSONNode { current ?? bodyRoot }

    /// Makes a node the current one: `@`, `$key` and `$path` are its.
    ///
    /// - Parameter node: a node of the body or the request; nil where no `each` is.
    package mutating func enter(_ node: JSONNode?) {
        current = node
        location = nil
    }

    /// Makes a node the current one, of which it is known where it stands.
    package mutating func enter(_ located: LocatedNode) {
        current = located.node
        location = located.location
    }

    /// Takes steps; false when they are used up.
    mutating func spend(_ steps: Int) -> Bool {
        stepsLeft -= steps
        return stepsLeft >= 0
    }

    /// Ends the evaluation as if the steps were used up.
    mutating func exhaust() {
        stepsLeft = min(stepsLeft, -1)
    }

    /// The leftmost match of the pattern in the text, which is UTF-8; nil also when the steps are used up.
    package mutating func firstMatch(of pattern: IRegexp, in text: UnsafeBufferPointer<UInt8>) -> IRegexpMatch? {
        memory.machine.run(pattern.program, on: text, .first, steps: &stepsLeft)
    }

    /// Whether the pattern matches the text, the whole of it or a part.
    mutating func matches(_ pattern: IRegexp, _ text: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
        memory.machine.run(pattern.program, on: text, whole ? .whole : .anywhere, steps: &stepsLeft) != nil
    }

    /// Compiles a pattern that was met while evaluating; nil when it is no I-Regexp.
    mutating func pattern(_ utf8: UnsafeBufferPointer<UInt8>) -> IRegexp? {
        guard spend(utf8.count >> 4) else { return nil }
        if lastPattern.utf8.elementsEqual(utf8) { return lastPattern.compiled }
        // Compiling takes some steps for each letter, and as many for each instruction.
        guard spend(utf8.count * 16) else { return nil }
        let bytes = Array(utf8)
        do throws(IRegexpError) {
            let compiled = try IRegexp(utf8: bytes)
            lastPattern = (bytes, compiled)
            _ = spend(compiled.program.instructions.count)
        } catch {
            lastPattern = (bytes, nil)
        }
        return lastPattern.compiled
    }
}
