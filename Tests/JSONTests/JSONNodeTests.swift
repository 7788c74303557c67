import JSON
import Testing

struct JSONNodeTests {
    private static let text = #"""
        { "name": "Zo\u00eb", "tags": ["a", {"b": [1, 2.50]}, []], "ok": true, "no": false, "nothing": null, "": "", "a\/b": -1e5 }
        """#

    private let document: JSONDocument

    init() throws {
        document = try JSONDocument(parsing: Array(Self.text.utf8))
    }

    @Test func `members are found by their decoded names`() throws {
        let root = document.root
        #expect(root.kind == .object)
        #expect(root.count == 7)
        #expect(root["name"]?.text == "Zoë")
        #expect(root["a/b"]?.text == "-1e5")
        #expect(root[""]?.isEmptyString == true)
        #expect(root["ok"]?.boolValue == true)
        #expect(root["no"]?.boolValue == false)
        #expect(root["nothing"]?.kind == .null)
        #expect(root["nam"] == nil)
        #expect(root["names"] == nil)
        #expect(root[0] == nil)
        #expect(root["name"]?["name"] == nil)
    }

    @Test func `elements are found by index`() throws {
        let tags = try #require(document.root["tags"])
        #expect(tags.count == 3)
        #expect(tags[0]?.text == "a")
        #expect(tags[1]?["b"]?[1]?.text == "2.50")
        #expect(tags[2]?.kind == .array)
        #expect(tags[2]?.count == 0)
        #expect(tags[3] == nil)
        #expect(tags[-1] == nil)
        #expect(tags["a"] == nil)
    }

    @Test func `elements and members come in order`() throws {
        let root = document.root
        #expect(root.members.map(\.name.text) == ["name", "tags", "ok", "no", "nothing", "", "a/b"])
        #expect(root.elements.map(\.kind) == [.string, .array, .bool, .bool, .null, .string, .number])
        #expect(root.members.map(\.value) == Array(root.elements))
        #expect(try #require(root["tags"]).elements.map(\.kind) == [.string, .object, .array])
        #expect(try Array(#require(root["ok"]).elements).isEmpty)
        #expect(try Array(#require(root["tags"]).members).isEmpty)
    }

    @Test func `a node knows its path`() throws {
        let node = try #require(document.root["tags"]?[1]?["b"]?[1])
        #expect(document.path(to: node) == [.name("tags"), .index(1), .name("b"), .index(1)])
        #expect(document.path(to: document.root) == [])
        #expect(try document.path(to: #require(document.root["a/b"])) == [.name("a/b")])
    }

    @Test func `a node knows where it stands`() throws {
        let node = try #require(document.root["ok"])
        #expect(node.location == SourceLocation(line: 1, column: 66))
        #expect(String(decoding: node.source, as: UTF8.self) == "true")
    }
}
