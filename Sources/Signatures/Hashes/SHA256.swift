/// SHA-256 (FIPS 180-4).
package struct SHA256: HashFunction {
    package static let blockLength = 64
    package static let digestLength = 32

    private var state = SHA256State()
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
