@testable import Signatures
import Testing

/// RFC 4231, section 4, whose SHA-1 codes come from another implementation.
struct HMACTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let key: [UInt8]
        let message: [UInt8]
        let sha1: String
        let sha256: String
        let sha512: String

        var testDescription: String { name }
    }

    static let vectors = [
        Vector(
            name: "case 1",
            key: [UInt8](repeating: 0x0b, count: 20),
            message: Array("Hi There".utf8),
            sha1: "b617318655057264e28bc0b6fb378c8ef146be00",
            sha256: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            sha512: "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854"
        ),
        Vector(
            name: "case 2",
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            sha1: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            sha256: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            sha512: "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        ),
        Vector(
            name: "case 3",
            key: [UInt8](repeating: 0xaa, count: 20),
            message: [UInt8](repeating: 0xdd, count: 50),
            sha1: "125d7342b9ac11cd91a39af48aa17b4f63f175d3",
            sha256: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            sha512: "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
                + "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb"
        ),
        Vector(
            name: "case 4",
            key: Array(1...25),
            message: [UInt8](repeating: 0xcd, count: 50),
            sha1: "4c9007f4026250c6bc8414f9bf50c86c2d7235da",
            sha256: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            sha512: "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db"
                + "a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd"
        ),
        Vector(
            name: "case 5",
            key: [UInt8](repeating: 0x0c, count: 20),
            message: Array("Test With Truncation".utf8),
            sha1: "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04",
            sha256: "a3b6167473100ee06e0c796c2955552bfa6f7c0a6a8aef8b93f860aab0cd20c5",
            sha512: "415fad6271580a531d4179bc891d87a650188707922a4fbb36663a1eb16da008"
                + "711c5b50ddd0fc235084eb9d3364a1454fb2ef67cd1d29fe6773068ea266e96b"
        ),
        Vector(
            name: "case 6",
            key: [UInt8](repeating: 0xaa, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            sha1: "90d0dace1c1bdc957339307803160335bde6df2b",
            sha256: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            sha512: "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
        ),
        Vector(
            name: "case 7",
            key: [UInt8](repeating: 0xaa, count: 131),
            message: Array(
                ("This is a test using a larger than block-size key and a larger than block-size d"
                    + "ata. The key needs to be hashed before being used by the HMAC algorithm.").utf8
            ),
            sha1: "217e44bb08b6e06a2d6c30f3cb9f537f97c63356",
            sha256: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            sha512: "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944"
                + "b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58"
        ),
    ]

    @Test(arguments: vectors)
    func `a case of RFC 4231 has its codes`(vector: Vector) {
        #expect(Hex.text(HMAC<SHA1>.code(vector.message, key: vector.key)) == vector.sha1)
        #expect(Hex.text(HMAC<SHA256>.code(vector.message, key: vector.key)) == vector.sha256)
        #expect(Hex.text(HMAC<SHA512>.code(vector.message, key: vector.key)) == vector.sha512)
    }

    @Test(arguments: vectors)
    func `a copy made before the message signs the next one`(vector: Vector) {
        let ready = HMAC<SHA256>(key: vector.key)
        for _ in 0..<2 {
            var code = ready
            for byte in vector.message { code.update([byte]) }
            #expect(Hex.text(code.finish()) == vector.sha256)
        }
    }

    @Test func `an empty key and an empty message have a code`() {
        #expect(
            Hex.text(HMAC<SHA256>.code([], key: []))
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        )
    }

    @Test func `a key of a whole block is used as it is, and one byte more is hashed`() {
        let block = HashMessages.bytes(64)
        let longer = HashMessages.bytes(65)
        #expect(
            Hex.text(HMAC<SHA256>.code([1], key: block))
                == "3eda4f2b48ba4cb3e1ce23677d4dc0a1ddd3331fdbf787530d60a69d914835a7"
        )
        #expect(HMAC<SHA256>.code([1], key: longer) == HMAC<SHA256>.code([1], key: SHA256.hash(longer)))
    }
}
