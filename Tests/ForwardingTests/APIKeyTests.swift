import Testing

@testable import Forwarding

struct APIKeyTests {
    @Test func `a key keeps its spaces and equals signs`() throws {
        let key = try #require(APIKey("Basic abc==:def= ghi="))
        #expect(key.text == "Basic abc==:def= ghi=")
    }

    @Test(arguments: ["", " ", "a\r\nX-Evil: 1", "a\n", "a\u{0}b", "a\u{7F}", " a", "a "])
    func `a key that would end or forge a header is refused`(text: String) {
        #expect(APIKey(text) == nil)
    }

    @Test func `no description shows the key`() throws {
        let key = try #require(APIKey("secret-key"))
        let credentials = try #require(ProjectCredentials(id: "project", key: key))
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\(credentials)", dumped] {
            #expect(!text.contains("secret"))
        }
    }

    @Test func `an id that would forge a header is refused`() throws {
        let key = try #require(APIKey("k"))
        #expect(ProjectCredentials(id: "a\nb", key: key) == nil)
        #expect(ProjectCredentials(id: "", key: key) == nil)
    }
}
