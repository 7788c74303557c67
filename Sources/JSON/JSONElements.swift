/// The values of an array or of an object, in order.
package struct JSONElements: Sequence, IteratorProtocol {
    private let tape: Tape
    private var index: UInt32
    private let end: UInt32
    private let step: UInt32

    init(of node: JSONNode) {
        let cell = node.cell
        tape = node.tape
        step = cell.kind == .object ? 1 : 0
        index = node.index + 1
        end = cell.kind.isContainer ? cell.link : index
    }

    package mutating func next() -> JSONNode? {
        guard index < end else { return nil }
        let node = JSONNode(tape: tape, index: index + step)
        index = tape.cells[Int(node.index)].link
        return node
    }
}
