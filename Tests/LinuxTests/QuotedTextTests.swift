import Foundation
import Linux
import Testing

struct QuotedTextTests {
    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("a \"b\" \\ c/d", #""a \"b\" \\ c/d""#),
        ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#), ("\u{0}\u{1B}[2J\u{1F}", #""\u0000\u001b[2J\u001f""#),
        ("\u{7F}", #""\u007f""#), ("ä€😀\u{301}", "\"ä€😀\u{301}\""),
    ])
    func `a text is quoted as JSON wants it`(text: String, quoted: String) throws {
        #expect(text.quoted == quoted)
        let read = try JSONSerialization.jsonObject(with: Data(text.quoted.utf8), options: .fragmentsAllowed)
        #expect(read as? String == text)
    }

    @Test func `no quoted text ends its line or steers a terminal`() {
        let text = String(String.UnicodeScalarView((0...0x7F).compactMap { Unicode.Scalar($0) }))
        #expect(text.quoted.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }
}
