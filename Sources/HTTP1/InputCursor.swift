internal import Glibc

/// A place in bytes that have arrived and are not all used up.
///
/// The bytes belong to the caller and must stay where they are while the cursor is in use.
package struct InputCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// How many bytes have been used up.
    package private(set) var position: Int

    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = 0
    }

    /// How many bytes are left.
    package var count: Int { bytes.count - position }
    package var isEmpty: Bool { position == bytes.count }

    /// The bytes that are left.
    package var rest: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[position...]) }

    mutating func skip(_ count: Int) {
        precondition(count >= 0 && count <= self.count, "skipping \(count) of \(self.count) bytes")
        position += count
    }

    /// The offset from here of the first `byte` at or behind `start`; nil when there is none.
    func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = bytes.baseAddress else { return nil }
        let first = base + position
        guard let found = memchr(first + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(first)
    }
}
