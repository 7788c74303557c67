@testable import Signatures
import Testing

/// The examples of FIPS 180-4 and RFC 3174, section 7.3, and lengths around every edge of the padding.
struct SHA1Tests {
    @Test(arguments: [
        (
            "",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709"
        ),
        (
            "abc",
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "a49b2446a02c645bf419f995b67091253a04a259"
        ),
    ])
    func `an example of the standard has its digest`(message: String, digest: String) {
        #expect(Hex.text(SHA1.hash(Array(message.utf8))) == digest)
    }

    @Test func `a million letters in uneven pieces have the digest of the standard`() {
        var function = SHA1()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 4_999)
        for _ in 0..<200 { function.update(piece) }
        function.update([UInt8](repeating: UInt8(ascii: "a"), count: 200))
        #expect(
            Hex.text(function.finish())
                == "34aa973cd4c4daa4f61eeb2bdbad27316534016f"
        )
    }

    @Test func `every length up to 299 bytes is padded as it should be`() {
        // The digest of all their digests, computed by another implementation.
        var digests: [UInt8] = []
        for length in 0..<300 { digests += SHA1.hash(HashMessages.bytes(length)) }
        #expect(
            Hex.text(SHA1.hash(digests))
                == "d86f432ef2b3a77b72697e5684cf65ebf943b865"
        )
    }

    @Test func `a message cut in two anywhere has the same digest`() {
        let message = HashMessages.bytes(300)
        let whole = SHA1.hash(message)
        for cut in 0...message.count {
            var function = SHA1()
            function.update(Array(message[..<cut]))
            function.update(Array(message[cut...]))
            #expect(function.finish() == whole, "cut at \(cut)")
        }
    }

    @Test func `a message in pieces of any size has the same digest`() {
        let message = HashMessages.bytes(517)
        let whole = SHA1.hash(message)
        for size in 1...140 {
            var function = SHA1()
            for start in stride(from: 0, to: message.count, by: size) {
                function.update(Array(message[start..<min(start + size, message.count)]))
            }
            #expect(function.finish() == whole, "pieces of \(size)")
        }
    }

    @Test func `the last example of RFC 3174 repeats a block ten times`() {
        var function = SHA1()
        for _ in 0..<10 {
            function.update(Array("0123456701234567012345670123456701234567012345670123456701234567".utf8))
        }
        #expect(Hex.text(function.finish()) == "dea356a2cddd90c7a7ecedc5ebb563934f460452")
    }

    @Test func `a message need not be aligned`() {
        let message = HashMessages.bytes(200)
        for shift in 0..<9 {
            let padded = [UInt8](repeating: 0xFF, count: shift) + message
            let digest = padded.withUnsafeBytes { SHA1.hash(UnsafeRawBufferPointer(rebasing: $0[shift...])) }
            #expect(digest == SHA1.hash(message), "shifted by \(shift)")
        }
    }
}
