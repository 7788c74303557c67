@testable import Signatures
import Testing

struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `an example of the standard goes both ways`(plain: String, encoded: String) {
        #expect(Base64.text(Array(plain.utf8)) == encoded)
        #expect(Base64.bytes(encoded) == Array(plain.utf8))
        #expect(Base64.bytes(encoded, reading: .lenient) == Array(plain.utf8))
    }

    @Test func `every byte in every place of a group goes both ways`() {
        for byte in UInt8.min...UInt8.max {
            for bytes in [[byte], [0, byte], [0, 0, byte], [byte, byte, byte, byte], [0xFF, byte, 0x80, 1, byte]] {
                #expect(Base64.bytes(Base64.text(bytes)) == bytes)
            }
        }
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Zm9v=", "Zm9vYg", "=", "==", "====", "Zg==Zg==", "A===", "Z=g=", "=Zg=", "Zm9 v",
        "Zm9v\n",
        " Zm9v", "Zm9v!", "-_-_", "Zm9vÿ", "Z\u{0}g=", "Zh==", "Zm9=",
    ])
    func `text that is not strictly base 64 is refused`(text: String) {
        #expect(Base64.bytes(text) == nil)
    }

    @Test(arguments: [
        ("-_-_", [0xFB, 0xFF, 0xBF]), ("+/+/", [0xFB, 0xFF, 0xBF]), ("Zg", [0x66]), ("Zm8", [0x66, 0x6F]),
        ("Zg==", [0x66]),
    ])
    func `a lenient reading takes the URL's alphabet and no padding`(text: String, bytes: [UInt8]) {
        #expect(Base64.bytes(text, reading: .lenient) == bytes)
    }

    @Test(arguments: ["Z", "A", "AAAAA", "Zg=", "Zg===", "Zm9v=", "Zh", "Zm9vY", "====", "Zm9 v", "Zm9v\n", "*"])
    func `a lenient reading refuses what is no base 64 at all`(text: String) {
        #expect(Base64.bytes(text, reading: .lenient) == nil)
    }

    @Test func `no two texts stand for the same bytes when read strictly`() {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var seen: Set<[UInt8]> = []
        for first in alphabet {
            for second in alphabet {
                guard let bytes = Base64.bytes([first, second, 0x3D, 0x3D]) else { continue }
                #expect(seen.insert(bytes).inserted)
            }
        }
        #expect(seen.count == 256)
    }
}
