@testable import Signatures
import Testing

/// The examples of FIPS 180-4, and lengths around every edge of the padding.
struct SHA256Tests {
    @Test(arguments: [
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        (
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `an example of the standard has its digest`(message: String, digest: String) {
        #expect(Hex.text(SHA256.hash(Array(message.utf8))) == digest)
    }

    @Test func `a million letters in uneven pieces have the digest of the standard`() {
        var function = SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 4_999)
        for _ in 0..<200 { function.update(piece) }
        function.update([UInt8](repeating: UInt8(ascii: "a"), count: 200))
        #expect(
            Hex.text(function.finish())
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
    }

    @Test func `every length up to 299 bytes is padded as it should be`() {
        // The digest of all their digests, computed by another implementation.
        var digests: [UInt8] = []
        for length in 0..<300 { digests += SHA256.hash(HashMessages.bytes(length)) }
        #expect(
            Hex.text(SHA256.hash(digests))
                == "f65f14b090e805017546322e618401d41f0710c213e013a5131eb38bbe8f367f"
        )
    }

    @Test func `arithmetic alone comes to the digest of the standard`() {
        var block = Array("abc".utf8) + [0x80]
        block += [UInt8](repeating: 0, count: 59) + [24]
        var state = SHA256State()
        block.withUnsafeBytes { if let start = $0.baseAddress { state.compressByArithmetic(start, count: 1) } }
        #expect(Hex.text(state.digest) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    /// Where the processor has no instructions for it, both are arithmetic.
    @Test func `the processor's instructions and arithmetic come to the same`() {
        let bytes = HashMessages.bytes(64 * 40)
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            for first in 0..<40 {
                var (fast, plain) = (SHA256State(), SHA256State())
                fast.compress(start + 64 * first, count: 40 - first)
                plain.compressByArithmetic(start + 64 * first, count: 40 - first)
                #expect(fast.digest == plain.digest, "from block \(first)")
            }
        }
    }

    @Test func `a message cut in two anywhere has the same digest`() {
        let message = HashMessages.bytes(300)
        let whole = SHA256.hash(message)
        for cut in 0...message.count {
            var function = SHA256()
            function.update(Array(message[..<cut]))
            function.update(Array(message[cut...]))
            #expect(function.finish() == whole, "cut at \(cut)")
        }
    }

    @Test func `a message in pieces of any size has the same digest`() {
        let message = HashMessages.bytes(517)
        let whole = SHA256.hash(message)
        for size in 1...140 {
            var function = SHA256()
            for start in stride(from: 0, to: message.count, by: size) {
                function.update(Array(message[start..<min(start + size, message.count)]))
            }
            #expect(function.finish() == whole, "pieces of \(size)")
        }
    }

    @Test func `a message need not be aligned`() {
        let message = HashMessages.bytes(200)
        for shift in 0..<9 {
            let padded = [UInt8](repeating: 0xFF, count: shift) + message
            let digest = padded.withUnsafeBytes { SHA256.hash(UnsafeRawBufferPointer(rebasing: $0[shift...])) }
            #expect(digest == SHA256.hash(message), "shifted by \(shift)")
        }
    }
}
