/// SHA-512 (FIPS 180-4).
package struct SHA512: HashFunction {
    package static let blockLength = 128
    package static let digestLength = 64

    private var state = SHA512State()
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
