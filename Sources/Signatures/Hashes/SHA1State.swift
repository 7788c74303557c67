/// The compression of SHA-1 (FIPS 180-4, section 6.1.2).
struct SHA1State: CompressionFunction {
    static let blockLength = 64
    static let lengthFieldLength = 8

    private var words: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]

    /// The state as bytes, the highest first.
    var digest: [UInt8] {
        BigEndian.bytes(words)
    }

    mutating func compress(_ blocks: UnsafeRawPointer, count: Int) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { schedule in
            for block in 0..<count {
                fill(schedule, from: blocks + block &* 64)
                mix(schedule)
            }
        }
    }

    private func fill(_ schedule: UnsafeMutableBufferPointer<UInt32>, from block: UnsafeRawPointer) {
        for index in 0..<16 {
            schedule[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
        }
        for index in 16..<80 {
            let word =
                schedule[index &- 3] ^ schedule[index &- 8] ^ schedule[index &- 14] ^ schedule[index &- 16]
            schedule[index] = rotated(word, 1)
        }
    }

    private mutating func mix(_ schedule: UnsafeMutableBufferPointer<UInt32>) {
        var (a, b, c, d, e) = (words[0], words[1], words[2], words[3], words[4])
        for index in 0..<80 {
            let mixed: UInt32 =
                switch index {
                case 0..<20: (((c ^ d) & b) ^ d) &+ 0x5a82_7999
                case 20..<40: (b ^ c ^ d) &+ 0x6ed9_eba1
                case 40..<60: (((b ^ c) & (c ^ d)) ^ c) &+ 0x8f1b_bcdc
                default: (b ^ c ^ d) &+ 0xca62_c1d6
                }
            let next = rotated(a, 5) &+ mixed &+ e &+ schedule[index]
            (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
        }
        words[0] &+= a
        words[1] &+= b
        words[2] &+= c
        words[3] &+= d
        words[4] &+= e
    }
}

@inline(__always)
private func rotated(_ value: UInt32, _ places: UInt32) -> UInt32 {
    (value &<< places) | (value &>> (32 &- places))
}
