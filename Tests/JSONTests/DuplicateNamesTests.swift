import JSON
import Testing

struct DuplicateNamesTests {
    @Test(arguments: [
        (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#),
        (#"{"a":1,"a":2,"a":3}"#, #"{"a":3}"#),
        (#"{"a":1,"\u0061":2}"#, #"{"a":2}"#),
        (#"{"\u0061":1,"a":2}"#, #"{"\u0061":2}"#),
        (
            #"{"a":{"x":1,"x":2},"b":[{"y":1,"y":{"z":1,"z":2}}],"a":[1,{"x":3,"x":4}]}"#,
            #"{"a":[1,{"x":4}],"b":[{"y":{"z":2}}]}"#
        ),
        (#"[{"":1,"":2},3]"#, #"[{"":2},3]"#),
    ])
    func `the last value of a name counts at the first one's place`(text: String, expected: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(Self.rebuilt(document.root) == expected)
        #expect(document.duplicateNames.isEmpty)
    }

    @Test func `objects with many names are resolved`() throws {
        var text = "{"
        for round in 0..<2 {
            for index in 0..<5_000 { text += "\"name\(index)\":\(round * 10_000 + index)," }
        }
        text += "\"last\":1}"
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(document.root.count == 5_001)
        #expect(document.root["name7"]?.text == "10007")
        #expect(document.root.members.first { _ in true }?.name.text == "name0")
    }

    /// Names of one length that begin and end alike have the same cheap hash.
    @Test(arguments: [2, 40, 64, 65, 2_000])
    func `names that look alike are told apart`(count: Int) throws {
        let names = (10_000..<10_000 + count).map { "beginning-\($0)-ending" }
        let members = names.map { "\"\($0)\":0" }
        let distinct = try JSONDocument(parsing: Array("{\(members.joined(separator: ","))}".utf8))
        #expect(distinct.root.members.map(\.name.text) == names)
        let again = "{\(members.joined(separator: ",")),\"\(names[1])\":1}"
        let repeated = try JSONDocument(parsing: Array(again.utf8))
        #expect(repeated.root.count == count)
        #expect(repeated.root[names[1]]?.text == "1")
        #expect(repeated.root.members.map(\.name.text) == names)
        let kept = try JSONDocument(parsing: Array(again.utf8), dialect: .jsonc)
        #expect(kept.duplicateNames.map(\.text) == [names[1]])
    }

    @Test func `names given twice at every depth are resolved`() throws {
        // The array's object is two levels further down.
        let depth = JSONDocument.depthLimit - 2
        let text =
            String(repeating: #"{"a":[1,{"x":1}],"b":2,"a":"#, count: depth) + "0"
            + String(repeating: "}", count: depth)
        let document = try JSONDocument(parsing: Array(text.utf8))
        let expected = String(repeating: #"{"a":"#, count: depth) + "0" + String(repeating: #","b":2}"#, count: depth)
        #expect(Self.rebuilt(document.root) == expected)
        var node = document.root
        while let inner = node["a"] { node = inner }
        #expect(document.path(to: node) == Array(repeating: .name("a"), count: depth))
    }

    @Test func `JSONC keeps all and reports the later ones`() throws {
        let document = try JSONDocument(parsing: Array(#"{"a":1,"b":{"c":1,"c":2},"a":3,"a":4}"#.utf8), dialect: .jsonc)
        #expect(document.root.count == 4)
        #expect(document.root["a"]?.text == "1")
        #expect(document.duplicateNames.map(\.text) == ["c", "a", "a"])
        #expect(document.duplicateNames.map(\.offset) == [18, 25, 31])
    }

    private static func rebuilt(_ node: JSONNode) -> String {
        switch node.kind {
        case .object:
            "{"
                + node.members.map { "\(String(decoding: $0.name.source, as: UTF8.self)):\(rebuilt($0.value))" }.joined(
                    separator: ","
                ) + "}"
        case .array: "[" + node.elements.map(rebuilt).joined(separator: ",") + "]"
        default: String(decoding: node.source, as: UTF8.self)
        }
    }
}
