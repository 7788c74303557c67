/// SHA-1 (FIPS 180-4).
///
/// Broken for signatures of documents; as part of HMAC, where senders still use it, it is not.
package struct SHA1: HashFunction {
    package static let blockLength = 64
    package static let digestLength = 20

    private var state = SHA1State()
    private var partial = PartialBlock()

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        partial.absorb(bytes, into: &state)
    }

    package mutating func finish() -> [UInt8] {
        partial.pad(into: &state)
        return state.digest
    }
}
