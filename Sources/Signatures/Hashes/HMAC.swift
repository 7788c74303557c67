/// A keyed hash (RFC 2104).
///
/// A copy made before the first `update` is the same key again, ready for another message: the key's own two blocks
/// are then paid for once. What it holds is as good as the key, and shows nowhere.
package struct HMAC<Hash: HashFunction>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private var inner = Hash()
    private var outer = Hash()

    /// - Parameter key: any length; one longer than a block is hashed first.
    package init(key: [UInt8]) {
        var padded = key.count > Hash.blockLength ? Hash.hash(key) : key
        padded.append(contentsOf: repeatElement(0, count: Hash.blockLength - padded.count))
        inner.update(padded.map { $0 ^ 0x36 })
        outer.update(padded.map { $0 ^ 0x5c })
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        inner.update(bytes)
    }

    package mutating func update(_ bytes: [UInt8]) {
        inner.update(bytes)
    }

    /// The code of all bytes so far.
    ///
    /// Ends the message: the value is not to be used again.
    package mutating func finish() -> [UInt8] {
        outer.update(inner.finish())
        return outer.finish()
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The code of a whole message.
    package static func code(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = HMAC(key: key)
        code.update(message)
        return code.finish()
    }
}
