/// The cells of one document, in one block of memory behind a header that says where its bytes are.
///
/// `{"a": [1, 2], "b": null}` makes seven cells:
///
///     0  object  offset 0   count 2  link 7 (the end)
///     1  string  offset 1            (the name "a")
///     2  array   offset 6   count 2  link 5 (behind its last element)
///     3  number  offset 7            link 4
///     4  number  offset 10           link 5
///     5  string  offset 14           (the name "b")
///     6  null    offset 19           link 7
///
/// So the next sibling is one step away, whatever lies within, and walking needs no memory. A plain pointer: the document
/// owns the block, and nodes touch no reference count.
@usableFromInline
struct Tape: Hashable {
    /// What stands before the first cell.
    @usableFromInline
    struct Header {
        @usableFromInline var bytes: UnsafePointer<UInt8>
        @usableFromInline var byteCount: Int
        var cellCount: Int
        /// Set once the document exists, which is before any node does.
        var document: Unmanaged<JSONDocument>?
    }

    @usableFromInline let header: UnsafeMutablePointer<Header>

    /// A block with room for `capacity` cells, all of them uninitialised.
    init(bytes: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, capacity: Int) {
        let block = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Header>.stride + capacity * MemoryLayout<TapeCell>.stride,
            alignment: MemoryLayout<Header>.alignment
        )
        header = block.bindMemory(to: Header.self, capacity: 1)
        header.initialize(to: Header(bytes: start, byteCount: bytes.count, cellCount: 0, document: nil))
        UnsafeMutableRawPointer(header + 1).bindMemory(to: TapeCell.self, capacity: capacity)
    }

    @inlinable var cells: UnsafeMutablePointer<TapeCell> {
        UnsafeMutableRawPointer(header + 1).assumingMemoryBound(to: TapeCell.self)
    }

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: header.pointee.bytes, count: header.pointee.byteCount)
    }

    /// The first byte of the text.
    @inlinable var start: UnsafePointer<UInt8> {
        header.pointee.bytes
    }

    var cellCount: Int {
        get { header.pointee.cellCount }
        nonmutating set { header.pointee.cellCount = newValue }
    }

    var document: Unmanaged<JSONDocument>? {
        get { header.pointee.document }
        nonmutating set { header.pointee.document = newValue }
    }

    func deallocate() {
        UnsafeMutableRawPointer(header).deallocate()
    }
}
