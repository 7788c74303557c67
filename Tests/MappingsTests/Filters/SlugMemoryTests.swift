import JSON
import Testing

@testable import Mappings

struct SlugMemoryTests {
    @Test func `a slug that is remembered is the one that is made`() {
        // Many more than there are places, so that most are taken by another text in between.
        let texts =
            (0..<500).map { "Question \($0)?" } + (0..<100).map { "\($0)" } + (0..<100).map { "Größe \($0) in mm" }
            + ["", " ", "?!", "a", "日本語", String(repeating: "a ", count: 200), String(repeating: "ß", count: 63)]
        var memory = SlugMemory()
        for text in texts + texts.reversed() + texts.flatMap({ [$0, $0] }) {
            var slug = UniqueBuffer<UInt8>()
            var text = text
            let isPresent = text.withUTF8 { memory.append(slugOf: $0, to: &slug) }
            let expected = Slug.make(of: Value(text: text))
            #expect(slug.contents == expected, "\(text)")
            #expect(isPresent == !expected.isEmpty, "\(text)")
        }
    }

    @Test func `a slug is put behind what is there`() {
        var memory = SlugMemory()
        for _ in 0..<3 {
            var name = UniqueBuffer<UInt8>()
            name.append("q_" as StaticString)
            var text = "How much?"
            #expect(text.withUTF8 { memory.append(slugOf: $0, to: &name) })
            #expect(String(decoding: name.contents, as: UTF8.self) == "q_how_much")
        }
    }
}
