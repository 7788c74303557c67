/// One value (or member name) on the tape: 16 bytes, no references.
///
/// Cells lie in the order of the text. An object's cell is followed by name, value, name, value, …, an array's by its elements.
@usableFromInline
struct TapeCell {
    /// The kind in the low three bits, the flag in the next, above them the count of a container.
    @usableFromInline var bits: UInt32
    /// Where the value's text begins.
    @usableFromInline let offset: UInt32
    /// Where the value's text ends.
    @usableFromInline var endOffset: UInt32
    /// Of a value, the index behind its last cell; of a name, its hash while the parser runs.
    @usableFromInline var link: UInt32

    /// What the flag means depends on the kind: a bool that is true, a string that has escapes.
    @inline(__always)
    init(_ kind: JSONKind, flag: Bool = false, offset: Int, endOffset: Int, link: UInt32) {
        bits = UInt32(kind.rawValue) | (flag ? 8 : 0)
        self.offset = UInt32(truncatingIfNeeded: offset)
        self.endOffset = UInt32(truncatingIfNeeded: endOffset)
        self.link = link
    }

    @inlinable
    @inline(__always)
    var kind: JSONKind {
        switch bits & 7 {
        case 1: .bool
        case 2: .number
        case 3: .string
        case 4: .array
        case 5: .object
        default: .null
        }
    }

    /// Whether a string has escapes, so that its text is not the bytes between its quotes.
    @inlinable
    @inline(__always)
    var isEscaped: Bool {
        bits & 8 != 0
    }

    /// Whether a bool is true.
    @inline(__always)
    var isTrue: Bool {
        bits & 8 != 0
    }

    /// Members or elements of a container; 0 for scalars.
    ///
    /// Below 2^28, which the limit on the text's length sees to.
    @inlinable
    @inline(__always)
    var count: Int {
        get { Int(bits >> 4) }
        set { bits = bits & 15 | UInt32(truncatingIfNeeded: newValue) << 4 }
    }

    /// Where the text between a string's quotes lies.
    @inlinable
    @inline(__always)
    var content: Range<Int> {
        Int(offset) + 1..<Int(endOffset) - 1
    }
}

extension TapeCell {
    /// What the parser has found out about a name, kept where a container has its count.
    enum NameMark: Int {
        case none
        /// The link is the index of the value that counts.
        case replaced
        /// An earlier name is the same.
        case dropped
    }

    var mark: NameMark {
        get { NameMark(rawValue: count) ?? .none }
        set { count = newValue.rawValue }
    }
}
