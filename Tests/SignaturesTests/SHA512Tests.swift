@testable import Signatures
import Testing

/// The examples of FIPS 180-4, and lengths around every edge of the padding.
struct SHA512Tests {
    @Test(arguments: [
        (
            "",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
        ),
        (
            "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c335"
                + "96fd15c13b1b07f9aa1d3bea57789ca031ad85c7a71dd70354ec631238ca3445"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
                + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
        ),
    ])
    func `an example of the standard has its digest`(message: String, digest: String) {
        #expect(Hex.text(SHA512.hash(Array(message.utf8))) == digest)
    }

    @Test func `a million letters in uneven pieces have the digest of the standard`() {
        var function = SHA512()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 4_999)
        for _ in 0..<200 { function.update(piece) }
        function.update([UInt8](repeating: UInt8(ascii: "a"), count: 200))
        #expect(
            Hex.text(function.finish())
                == "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
                + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"
        )
    }

    @Test func `every length up to 299 bytes is padded as it should be`() {
        // The digest of all their digests, computed by another implementation.
        var digests: [UInt8] = []
        for length in 0..<300 { digests += SHA512.hash(HashMessages.bytes(length)) }
        #expect(
            Hex.text(SHA512.hash(digests))
                == "8dbfff7fba0e8bdbab57c3b7ce89219cf36e43c426ac64166db2ed89c603f2e1"
                + "89f415de2614e940d4abc94ffb5f3db0da34196e9b42d6150fab1546a662ec58"
        )
    }

    @Test func `a message cut in two anywhere has the same digest`() {
        let message = HashMessages.bytes(300)
        let whole = SHA512.hash(message)
        for cut in 0...message.count {
            var function = SHA512()
            function.update(Array(message[..<cut]))
            function.update(Array(message[cut...]))
            #expect(function.finish() == whole, "cut at \(cut)")
        }
    }

    @Test func `a message in pieces of any size has the same digest`() {
        let message = HashMessages.bytes(517)
        let whole = SHA512.hash(message)
        for size in 1...140 {
            var function = SHA512()
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
            let digest = padded.withUnsafeBytes { SHA512.hash(UnsafeRawBufferPointer(rebasing: $0[shift...])) }
            #expect(digest == SHA512.hash(message), "shifted by \(shift)")
        }
    }
}
