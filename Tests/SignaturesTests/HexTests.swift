@testable import Signatures
import Testing

struct HexTests {
    @Test func `every byte is two lower-case digits, and is read again`() {
        let all = Array(UInt8.min...UInt8.max)
        let text = Hex.text(all)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(text.utf8.count == 512)
        #expect(Hex.bytes(text) == all)
        #expect(Hex.bytes(text.uppercased()) == all)
    }

    @Test func `nothing is no bytes`() {
        #expect(Hex.text([]) == "")
        #expect(Hex.bytes("") == [])
    }

    @Test(arguments: ["a", "abc", "0g", "g0", "0x00", " 00", "00 ", "0\u{301}", "٠٠", "--", "/:", "@G", "`g"])
    func `text that is not pairs of digits is no bytes`(text: String) {
        #expect(Hex.bytes(text) == nil)
    }
}
