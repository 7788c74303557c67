internal import Glibc

/// A request's header fields in the order they came, each with its bytes as they came.
///
/// Holds the head's own bytes and offsets into them; names and values become strings only when asked for.
package struct HTTPFields: Sendable, RandomAccessCollection {
    let bytes: [UInt8]
    private let slots: [FieldSlot]

    init(bytes: [UInt8], slots: [FieldSlot]) {
        self.bytes = bytes
        self.slots = slots
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { slots.count }

    /// The name as it was written and the value without blanks around it; bytes that are not UTF-8 become U+FFFD.
    package subscript(position: Int) -> (name: String, value: String) {
        let slot = slots[position]
        return (text(slot.nameStart, slot.nameEnd), text(slot.valueStart, slot.valueEnd))
    }

    /// The value of the first field of that name; nil when there is none.
    ///
    /// - Parameter name: in any case.
    package subscript(name: String) -> String? {
        first(name).map { text($0.valueStart, $0.valueEnd) }
    }

    /// As above; where the value is the likely one, that very string, and none is made.
    package func value(of name: String, likely: String?) -> String? {
        guard let slot = first(name) else { return nil }
        guard var likely, isText(&likely, slot.valueStart, slot.valueEnd) else {
            return text(slot.valueStart, slot.valueEnd)
        }
        return likely
    }

    /// The values of all fields of that name, in order.
    package func values(of name: String) -> [String] {
        var name = name
        return name.withUTF8 { name in
            slots.lazy.filter { matches($0, name) }.map { text($0.valueStart, $0.valueEnd) }
        }
    }

    /// How many fields of that name there are.
    package func count(of name: String) -> Int {
        var name = name
        return name.withUTF8 { name in slots.count { matches($0, name) } }
    }

    /// Lends the bytes of each name, as it was written, and of its value without blanks around it, in order.
    package func forEachLine(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            for slot in slots {
                body(
                    UnsafeBufferPointer(rebasing: bytes[Int(slot.nameStart)..<Int(slot.nameEnd)]),
                    UnsafeBufferPointer(rebasing: bytes[Int(slot.valueStart)..<Int(slot.valueEnd)])
                )
            }
        }
    }

    private func first(_ name: String) -> FieldSlot? {
        var name = name
        return name.withUTF8 { name in slots.first { matches($0, name) } }
    }

    private func matches(_ slot: FieldSlot, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(slot.nameEnd - slot.nameStart) == name.count else { return false }
        var index = Int(slot.nameStart)
        for byte in name {
            guard bytes[index].lowercased == byte.lowercased else { return false }
            index += 1
        }
        return true
    }

    private func isText(_ text: inout String, _ start: Int32, _ end: Int32) -> Bool {
        text.withUTF8 { text in
            bytes.withUnsafeBufferPointer { bytes in
                guard let first = bytes.baseAddress, let other = text.baseAddress else { return false }
                return text.count == Int(end - start) && memcmp(first + Int(start), other, text.count) == 0
            }
        }
    }

    private func text(_ start: Int32, _ end: Int32) -> String {
        String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
    }
}
