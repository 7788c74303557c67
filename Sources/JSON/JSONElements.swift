/// The values of an array or of an object, in order.
@usableFromInline
package struct JSONElements: Sequence, IteratorProtocol {
    @usableFromInline let tape: Tape
    @usableFromInline var index: UInt32
    @usableFromInline let end: UInt32
    @usableFromInline let step: UInt32

    @inlinable
    init(of node: JSONNode) {
        let cell = node.cell
        tape = node.tape
        step = cell.kind == .object ? 1 : 0
        index = node.index + 1
        end = cell.kind.isContainer ? cell.link : index
    }

    @inlinable
    package mutating func next() -> JSONNode? {
        guard index < end else { return nil }
        let node = JSONNode(tape: tape, index: index + step)
        index = tape.cells[Int(node.index)].link
        return node
    }
}
