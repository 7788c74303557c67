internal import CSHA

/// The compression of SHA-256 (FIPS 180-4, section 6.2.2).
///
/// Unrolled by hand, with the constants of section 4.2.2 in place and the sixteen words of the schedule in variables:
/// the digest of every event goes through here. Where the processor has instructions for it, these do it four times as fast.
struct SHA256State: CompressionFunction {
    static let blockLength = 64
    static let lengthFieldLength = 8

    private var h0: UInt32 = 0x6a09_e667
    private var h1: UInt32 = 0xbb67_ae85
    private var h2: UInt32 = 0x3c6e_f372
    private var h3: UInt32 = 0xa54f_f53a
    private var h4: UInt32 = 0x510e_527f
    private var h5: UInt32 = 0x9b05_688c
    private var h6: UInt32 = 0x1f83_d9ab
    private var h7: UInt32 = 0x5be0_cd19

    /// The state as bytes, the highest first.
    var digest: [UInt8] {
        let words = (
            h0.bigEndian, h1.bigEndian, h2.bigEndian, h3.bigEndian,
            h4.bigEndian, h5.bigEndian, h6.bigEndian, h7.bigEndian
        )
        return withUnsafeBytes(of: words) { Array($0) }
    }

    /// Whether the processor has instructions of its own for this.
    static let hasInstructions = sha_shim_has_sha256() != 0

    mutating func compress(_ blocks: UnsafeRawPointer, count: Int) {
        if Self.hasInstructions {
            compressByInstructions(blocks, count: count)
        } else {
            compressByArithmetic(blocks, count: count)
        }
    }

    private mutating func compressByInstructions(_ blocks: UnsafeRawPointer, count: Int) {
        withUnsafeMutableBytes(of: &self) { words in
            // The eight words lie one after another: they are all that there is.
            guard let state = words.assumingMemoryBound(to: UInt32.self).baseAddress else { return }
            sha_shim_sha256(state, blocks.assumingMemoryBound(to: UInt8.self), count)
        }
    }

    mutating func compressByArithmetic(_ blocks: UnsafeRawPointer, count: Int) {
        var next = blocks
        for _ in 0..<count {
            var w0 = word(next, 0)
            var w1 = word(next, 1)
            var w2 = word(next, 2)
            var w3 = word(next, 3)
            var w4 = word(next, 4)
            var w5 = word(next, 5)
            var w6 = word(next, 6)
            var w7 = word(next, 7)
            var w8 = word(next, 8)
            var w9 = word(next, 9)
            var w10 = word(next, 10)
            var w11 = word(next, 11)
            var w12 = word(next, 12)
            var w13 = word(next, 13)
            var w14 = word(next, 14)
            var w15 = word(next, 15)
            var a = h0
            var b = h1
            var c = h2
            var d = h3
            var e = h4
            var f = h5
            var g = h6
            var h = h7
            round(a, b, c, &d, e, f, g, &h, 0x428a_2f98 &+ w0)
            round(h, a, b, &c, d, e, f, &g, 0x7137_4491 &+ w1)
            round(g, h, a, &b, c, d, e, &f, 0xb5c0_fbcf &+ w2)
            round(f, g, h, &a, b, c, d, &e, 0xe9b5_dba5 &+ w3)
            round(e, f, g, &h, a, b, c, &d, 0x3956_c25b &+ w4)
            round(d, e, f, &g, h, a, b, &c, 0x59f1_11f1 &+ w5)
            round(c, d, e, &f, g, h, a, &b, 0x923f_82a4 &+ w6)
            round(b, c, d, &e, f, g, h, &a, 0xab1c_5ed5 &+ w7)
            round(a, b, c, &d, e, f, g, &h, 0xd807_aa98 &+ w8)
            round(h, a, b, &c, d, e, f, &g, 0x1283_5b01 &+ w9)
            round(g, h, a, &b, c, d, e, &f, 0x2431_85be &+ w10)
            round(f, g, h, &a, b, c, d, &e, 0x550c_7dc3 &+ w11)
            round(e, f, g, &h, a, b, c, &d, 0x72be_5d74 &+ w12)
            round(d, e, f, &g, h, a, b, &c, 0x80de_b1fe &+ w13)
            round(c, d, e, &f, g, h, a, &b, 0x9bdc_06a7 &+ w14)
            round(b, c, d, &e, f, g, h, &a, 0xc19b_f174 &+ w15)
            round(a, b, c, &d, e, f, g, &h, 0xe49b_69c1 &+ schedule(&w0, w1, w9, w14))
            round(h, a, b, &c, d, e, f, &g, 0xefbe_4786 &+ schedule(&w1, w2, w10, w15))
            round(g, h, a, &b, c, d, e, &f, 0x0fc1_9dc6 &+ schedule(&w2, w3, w11, w0))
            round(f, g, h, &a, b, c, d, &e, 0x240c_a1cc &+ schedule(&w3, w4, w12, w1))
            round(e, f, g, &h, a, b, c, &d, 0x2de9_2c6f &+ schedule(&w4, w5, w13, w2))
            round(d, e, f, &g, h, a, b, &c, 0x4a74_84aa &+ schedule(&w5, w6, w14, w3))
            round(c, d, e, &f, g, h, a, &b, 0x5cb0_a9dc &+ schedule(&w6, w7, w15, w4))
            round(b, c, d, &e, f, g, h, &a, 0x76f9_88da &+ schedule(&w7, w8, w0, w5))
            round(a, b, c, &d, e, f, g, &h, 0x983e_5152 &+ schedule(&w8, w9, w1, w6))
            round(h, a, b, &c, d, e, f, &g, 0xa831_c66d &+ schedule(&w9, w10, w2, w7))
            round(g, h, a, &b, c, d, e, &f, 0xb003_27c8 &+ schedule(&w10, w11, w3, w8))
            round(f, g, h, &a, b, c, d, &e, 0xbf59_7fc7 &+ schedule(&w11, w12, w4, w9))
            round(e, f, g, &h, a, b, c, &d, 0xc6e0_0bf3 &+ schedule(&w12, w13, w5, w10))
            round(d, e, f, &g, h, a, b, &c, 0xd5a7_9147 &+ schedule(&w13, w14, w6, w11))
            round(c, d, e, &f, g, h, a, &b, 0x06ca_6351 &+ schedule(&w14, w15, w7, w12))
            round(b, c, d, &e, f, g, h, &a, 0x1429_2967 &+ schedule(&w15, w0, w8, w13))
            round(a, b, c, &d, e, f, g, &h, 0x27b7_0a85 &+ schedule(&w0, w1, w9, w14))
            round(h, a, b, &c, d, e, f, &g, 0x2e1b_2138 &+ schedule(&w1, w2, w10, w15))
            round(g, h, a, &b, c, d, e, &f, 0x4d2c_6dfc &+ schedule(&w2, w3, w11, w0))
            round(f, g, h, &a, b, c, d, &e, 0x5338_0d13 &+ schedule(&w3, w4, w12, w1))
            round(e, f, g, &h, a, b, c, &d, 0x650a_7354 &+ schedule(&w4, w5, w13, w2))
            round(d, e, f, &g, h, a, b, &c, 0x766a_0abb &+ schedule(&w5, w6, w14, w3))
            round(c, d, e, &f, g, h, a, &b, 0x81c2_c92e &+ schedule(&w6, w7, w15, w4))
            round(b, c, d, &e, f, g, h, &a, 0x9272_2c85 &+ schedule(&w7, w8, w0, w5))
            round(a, b, c, &d, e, f, g, &h, 0xa2bf_e8a1 &+ schedule(&w8, w9, w1, w6))
            round(h, a, b, &c, d, e, f, &g, 0xa81a_664b &+ schedule(&w9, w10, w2, w7))
            round(g, h, a, &b, c, d, e, &f, 0xc24b_8b70 &+ schedule(&w10, w11, w3, w8))
            round(f, g, h, &a, b, c, d, &e, 0xc76c_51a3 &+ schedule(&w11, w12, w4, w9))
            round(e, f, g, &h, a, b, c, &d, 0xd192_e819 &+ schedule(&w12, w13, w5, w10))
            round(d, e, f, &g, h, a, b, &c, 0xd699_0624 &+ schedule(&w13, w14, w6, w11))
            round(c, d, e, &f, g, h, a, &b, 0xf40e_3585 &+ schedule(&w14, w15, w7, w12))
            round(b, c, d, &e, f, g, h, &a, 0x106a_a070 &+ schedule(&w15, w0, w8, w13))
            round(a, b, c, &d, e, f, g, &h, 0x19a4_c116 &+ schedule(&w0, w1, w9, w14))
            round(h, a, b, &c, d, e, f, &g, 0x1e37_6c08 &+ schedule(&w1, w2, w10, w15))
            round(g, h, a, &b, c, d, e, &f, 0x2748_774c &+ schedule(&w2, w3, w11, w0))
            round(f, g, h, &a, b, c, d, &e, 0x34b0_bcb5 &+ schedule(&w3, w4, w12, w1))
            round(e, f, g, &h, a, b, c, &d, 0x391c_0cb3 &+ schedule(&w4, w5, w13, w2))
            round(d, e, f, &g, h, a, b, &c, 0x4ed8_aa4a &+ schedule(&w5, w6, w14, w3))
            round(c, d, e, &f, g, h, a, &b, 0x5b9c_ca4f &+ schedule(&w6, w7, w15, w4))
            round(b, c, d, &e, f, g, h, &a, 0x682e_6ff3 &+ schedule(&w7, w8, w0, w5))
            round(a, b, c, &d, e, f, g, &h, 0x748f_82ee &+ schedule(&w8, w9, w1, w6))
            round(h, a, b, &c, d, e, f, &g, 0x78a5_636f &+ schedule(&w9, w10, w2, w7))
            round(g, h, a, &b, c, d, e, &f, 0x84c8_7814 &+ schedule(&w10, w11, w3, w8))
            round(f, g, h, &a, b, c, d, &e, 0x8cc7_0208 &+ schedule(&w11, w12, w4, w9))
            round(e, f, g, &h, a, b, c, &d, 0x90be_fffa &+ schedule(&w12, w13, w5, w10))
            round(d, e, f, &g, h, a, b, &c, 0xa450_6ceb &+ schedule(&w13, w14, w6, w11))
            round(c, d, e, &f, g, h, a, &b, 0xbef9_a3f7 &+ schedule(&w14, w15, w7, w12))
            round(b, c, d, &e, f, g, h, &a, 0xc671_78f2 &+ schedule(&w15, w0, w8, w13))
            h0 &+= a
            h1 &+= b
            h2 &+= c
            h3 &+= d
            h4 &+= e
            h5 &+= f
            h6 &+= g
            h7 &+= h
            next += 64
        }
    }
}

@inline(__always)
private func word(_ block: UnsafeRawPointer, _ index: Int) -> UInt32 {
    UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
}

@inline(__always)
private func rotated(_ value: UInt32, _ places: UInt32) -> UInt32 {
    (value &>> places) | (value &<< (32 &- places))
}

/// Replaces a word of the schedule by the one sixteen rounds later, and returns it.
@inline(__always)
private func schedule(_ w0: inout UInt32, _ w1: UInt32, _ w9: UInt32, _ w14: UInt32) -> UInt32 {
    let sigma0 = rotated(w1, 7) ^ rotated(w1, 18) ^ (w1 &>> 3)
    let sigma1 = rotated(w14, 17) ^ rotated(w14, 19) ^ (w14 &>> 10)
    w0 = w0 &+ sigma0 &+ w9 &+ sigma1
    return w0
}

/// One round; instead of moving the eight variables along, the caller names them shifted by one.
@inline(__always)
private func round(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ addend: UInt32
) {
    let choice = ((f ^ g) & e) ^ g
    let sum = h &+ addend &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice
    // Written so that the next round's (b ^ c) is this one's (a ^ b), which the compiler then computes once.
    let majority = ((a ^ b) & (b ^ c)) ^ b
    d = d &+ sum
    h = sum &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
}
