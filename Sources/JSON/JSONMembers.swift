/// The names and values of an object, in order; a name is a node of the kind string.
@usableFromInline
package struct JSONMembers: Sequence, IteratorProtocol {
    @usableFromInline let tape: Tape
    @usableFromInline var index: UInt32
    @usableFromInline let end: UInt32

    @inlinable
    init(of node: JSONNode) {
        let cell = node.cell
        tape = node.tape
        index = node.index + 1
        end = cell.kind == .object ? cell.link : index
    }

    @inlinable
    package mutating func next() -> (name: JSONNode, value: JSONNode)? {
        guard index < end else { return nil }
        let name = JSONNode(tape: tape, index: index)
        let value = JSONNode(tape: tape, index: index + 1)
        index = tape.cells[Int(value.index)].link
        return (name, value)
    }
}
