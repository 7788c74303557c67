import JSONPath
import Testing

struct SpellingTests {
    private static let words = ["number", "lower", "lookup", "trim", "cents", "currency", "dateTime", "e"]

    private static let theNearestWordIsCases: [(String, String?)] = [
        ("numbr", "number"), ("nubmer", "number"), ("numberr", "number"), ("Number", "number"), ("lwoer", "lower"),
        ("tirm", "trim"),
        ("loookup", "lookup"), ("curency", "currency"), ("datetime", "dateTime"), ("DATETIME", "dateTime"), ("f", nil),
        ("zebra", nil), ("", nil),
        ("num", nil), ("number", nil), ("ab", nil),
    ]

    @Test(arguments: theNearestWordIsCases)
    func `the nearest word is found, and none where none is near`(word: String, expected: String?) {
        #expect(Spelling.nearest(word, among: Self.words.filter { $0 != word }) == expected)
    }

    @Test func `of equally near words the first is taken`() {
        #expect(Spelling.nearest("cat", among: ["bat", "car"]) == "bat")
        #expect(Spelling.nearest("cat", among: ["car", "bat"]) == "car")
    }

    @Test func `a very long word is not looked at`() {
        let long = String(repeating: "a", count: 10_000)
        #expect(Spelling.nearest(long, among: [long + "b"]) == nil)
    }
}
