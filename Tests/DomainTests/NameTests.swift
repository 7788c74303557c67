import Domain
import Testing

struct ActionNameTests {
    @Test(arguments: [
        ("Quiz Completed", "Quiz%20Completed"), ("__commerce_action__", "__commerce_action__"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("AZaz09-._~", "AZaz09-._~"), ("100%", "100%25"), ("Zoë", "Zo%C3%AB"), ("🎉", "%F0%9F%8E%89"), ("...", "..."),
        ("a\nb\u{0}", "a%0Ab%00"), ("+&=;:@!$'()*,", "%2B%26%3D%3B%3A%40%21%24%27%28%29%2A%2C"), (" ", "%20"),
    ])
    func `a name is one segment of a path, percent-encoded`(name: String, segment: String) {
        #expect(ActionName(name)?.pathSegment == segment)
    }

    @Test(arguments: ["", ".", ".."])
    func `a name that would lead elsewhere is none`(name: String) {
        #expect(ActionName(name) == nil)
    }

    @Test func `names that differ only in how an accent is written are two, each with its own address`() throws {
        let composed = try #require(ActionName("Caf\u{E9}"))
        let decomposed = try #require(ActionName("Cafe\u{301}"))
        #expect(composed != decomposed)
        let segments = [composed: composed.pathSegment, decomposed: decomposed.pathSegment]
        #expect(segments[composed] == "Caf%C3%A9")
        #expect(segments[decomposed] == "Cafe%CC%81")
    }

    @Test func `the action of revenue has its name`() {
        #expect(ActionName.commerce.text == "__commerce_action__")
        #expect(ActionName("__commerce_action__") == .commerce)
    }
}

struct SourceNameTests {
    @Test(arguments: ["a", "0", "involve-me", "acme/quiz", "a.b_c-d", "a/b/c", "9lives", "a..b"])
    func `a source has segments of small letters and digits`(name: String) {
        #expect(SourceName(name)?.text == name)
        #expect(SourceName(name)?.description == name)
    }

    @Test(arguments: [
        "", "/", "a/", "/a", "a//b", "A", "a/B", "-a", ".a", "_a", "..", "a/..", "a/.b", "a b", "ä", "a\u{0}", "a\n",
        "a%2fb",
        "a\\b", "..data", "a/../b", "é", "a?b",
    ])
    func `what is no name of a source is refused`(name: String) {
        #expect(SourceName(name) == nil)
    }

    @Test func `names are in the order of their texts`() throws {
        let names = try ["b", "a/b", "a", "a-b"].map { try #require(SourceName($0)) }
        #expect(names.sorted().map(\.text) == ["a", "a-b", "a/b", "b"])
    }
}

struct ProjectNameTests {
    @Test(arguments: ["default", "A", "9", "Acme_EU-1.x"])
    func `a project has a plain name`(name: String) {
        #expect(ProjectName(name)?.text == name)
    }

    @Test(arguments: ["", ".a", "-a", "_a", "a b", "ä", "a/b", "a\r\n", "١", "a\u{0}", "①", "e\u{301}"])
    func `what is no name of a project is refused`(name: String) {
        #expect(ProjectName(name) == nil)
    }

    @Test func `a mapping that names none means the default one`() {
        #expect(ProjectName.default.text == "default")
        #expect(ProjectName("default") == .default)
    }
}
