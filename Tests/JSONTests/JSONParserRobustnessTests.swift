import JSON
import TestSupport
import Testing

struct JSONParserRobustnessTests {
    private static let sample = #"""
        {"id": "8211e586", "text": "Zoë said \"hi\" \u00e9\ud83d\ude00 and 日本語 \\ \/ 😀", "n": [0, -1.5e+10, 112.20, {"deep": [[], {}, [null, true, false]]}],
         "empty": "", "id": 2, "\u0069d": {"id": 3, "id": 4}}
        """#

    @Test(arguments: [JSONDialect.json, .jsonc])
    func `a text cut off anywhere is refused`(dialect: JSONDialect) throws {
        let bytes = Array(Self.sample.utf8)
        _ = try JSONDocument(parsing: bytes, dialect: dialect)
        for end in 0..<bytes.count {
            #expect(throws: JSONParserError.self) { try JSONDocument(parsing: Array(bytes[..<end]), dialect: dialect) }
        }
        for begin in 1..<bytes.count { _ = try? JSONDocument(parsing: Array(bytes[begin...]), dialect: dialect) }
    }

    @Test func `a changed text is read exactly when it is JSON`() {
        var random = SplitMix64(seed: 1)
        let bytes = Array(Self.sample.utf8)
        let alphabet = Array("{}[]:,\"\\/ \n\t01e.-+ntrufalse\u{0}xé".utf8) + [0xFF, 0xC3, 0xED, 0xF0]
        var accepted = 0
        for _ in 0..<3_000 {
            var text = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text.remove(at: index)
                case 1: text.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: index)
                default: text[index] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                }
            }
            let isJSON = ReferenceRecogniser.accepts(text)
            let document = try? JSONDocument(parsing: text)
            if (document != nil) != isJSON { Issue.record("\(String(decoding: text, as: UTF8.self)): \(!isJSON)") }
            if isJSON { accepted += 1 }
        }
        #expect(accepted > 200)
    }

    @Test func `short texts of all kinds are read exactly when they are JSON`() {
        let alphabet = Array("[]{}\",:01-e.".utf8)
        var accepted = 0
        for number in 0..<(12 * 12 * 12 * 12) {
            var rest = number
            var text: [UInt8] = []
            while rest > 0 {
                text.append(alphabet[rest % alphabet.count])
                rest /= alphabet.count
            }
            let isRead = (try? JSONDocument(parsing: text)) != nil
            if isRead != ReferenceRecogniser.accepts(text) {
                Issue.record("\(String(decoding: text, as: UTF8.self)): \(isRead)")
            }
            if isRead { accepted += 1 }
        }
        #expect(accepted > 100)
    }

    @Test func `random values come back from their text`() throws {
        var random = SplitMix64(seed: 2)
        for _ in 0..<500 {
            let value = RandomValue.make(depth: 5, using: &random)
            var writer = JSONWriter()
            value.write(to: &writer)
            let compact = writer.bytes
            let document = try JSONDocument(parsing: compact)
            #expect(RandomValue(document.root) == value)
            // However it is written, it is the same value, and rewritten the same text.
            let loose = Array(value.looseText(using: &random).utf8)
            let again = try JSONDocument(parsing: loose)
            #expect(RandomValue(again.root) == value)
            var rewriter = JSONWriter()
            rewriter.value(again.root)
            #expect(rewriter.bytes == compact)
            #expect(Self.areConsistent(again.root, in: again))
        }
    }

    /// Whether counts, ranges and paths of all nodes fit together.
    private static func areConsistent(_ node: JSONNode, in document: JSONDocument) -> Bool {
        var found = document.root
        for component in document.path(to: node) {
            switch component {
            case .index(let index):
                guard let element = found[index] else { return false }
                found = element
            case .name(let name):
                guard let member = found[name] else { return false }
                found = member
            }
        }
        guard found == node else { return false }
        let children = Array(node.elements)
        guard children.count == node.count else { return false }
        return children.allSatisfy {
            $0.offset > node.offset && $0.endOffset < node.endOffset && areConsistent($0, in: document)
        }
    }
}
