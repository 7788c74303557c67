/// One value of a document, or a member's name: 16 bytes that are copied freely.
///
/// Does not keep its document alive. Two nodes are equal when they are the same place of the same document.
///
/// What every step of a walk asks is inlinable: out of line, a node's kind and its text alone were 4 % of the instructions
/// of an event's mapping.
@usableFromInline
package struct JSONNode: Hashable, @unchecked Sendable {  // because the tape behind it is never written to
    @usableFromInline let tape: Tape
    @usableFromInline let index: UInt32

    @inlinable
    init(tape: Tape, index: UInt32) {
        self.tape = tape
        self.index = index
    }

    /// The document that the node is of.
    package var document: JSONDocument {
        guard let document = tape.document else { preconditionFailure("a node before its document") }
        return document.takeUnretainedValue()
    }

    @inlinable
    @inline(__always)
    var cell: TapeCell {
        tape.cells[Int(index)]
    }

    @inlinable
    @inline(__always)
    package var kind: JSONKind {
        cell.kind
    }

    /// Members of an object or elements of an array; 0 for scalars.
    @inlinable
    @inline(__always)
    package var count: Int {
        let cell = cell
        return cell.kind.isContainer ? cell.count : 0
    }

    /// Where the value's own text begins in the document's bytes; of a string, its opening quote.
    @inlinable package var offset: Int {
        Int(cell.offset)
    }

    /// Where the value's own text ends; behind the closing quote of a string.
    @inlinable package var endOffset: Int {
        Int(cell.endOffset)
    }

    /// The truth value of `true` and `false`; nil for anything else.
    package var boolValue: Bool? {
        cell.kind == .bool ? cell.isTrue : nil
    }

    /// Whether the value is the string `""`.
    @inlinable
    @inline(__always)
    package var isEmptyString: Bool {
        let cell = cell
        return cell.kind == .string && cell.endOffset - cell.offset == 2
    }

    /// Where the value begins, for people.
    package var location: SourceLocation {
        SourceLocation(of: offset, in: tape.bytes)
    }

    /// The value's text as it stands in the document, quotes and escapes included.
    @inlinable
    @inline(__always)
    package var source: UnsafeBufferPointer<UInt8> {
        let cell = cell
        return UnsafeBufferPointer(
            start: tape.start + Int(cell.offset),
            count: Int(cell.endOffset &- cell.offset)
        )
    }
}
