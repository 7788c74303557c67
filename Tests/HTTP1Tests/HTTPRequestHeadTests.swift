import HTTP1
import Testing

struct HTTPRequestHeadTests {
    private static func head(_ target: String, _ fields: String = "") throws -> HTTPRequestHead {
        let bytes = Array("GET \(target) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n".utf8)
        let step = bytes.withUnsafeBufferPointer { bytes in
            var parser = RequestParser()
            var input = InputCursor(bytes)
            return parser.parse(&input, limits: HTTPLimits())
        }
        guard case .head(let head) = step else { throw NoHead(step: "\(step)") }
        return head
    }

    private struct NoHead: Error { let step: String }

    @Test(arguments: [
        ("/", []), ("/hooks", ["hooks"]), ("/hooks/a/b", ["hooks", "a", "b"]), ("/hooks/", ["hooks", ""]),
        ("//a", ["", "a"]), ("/a%2Fb/c%20d", ["a/b", "c d"]), ("/%C3%A4+b", ["ä+b"]),
        ("/a/../b/.", ["a", "..", "b", "."]),
        ("http://h", []), ("http://h/a?b/c", ["a"]), ("/a?b/c", ["a"]),
    ])
    func `a path is split before it is decoded`(_ target: String, _ segments: [String]) throws {
        #expect(try Self.head(target).pathSegments == segments)
    }

    @Test(arguments: [nil, "", "text", "text/plain", "text/plaim", "text/plain; x"])
    func `a value is the same whatever it was thought to be`(_ likely: String?) throws {
        let fields = try Self.head("/", "Content-Type: text/plain\r\nX-Empty:\r\n").fields
        #expect(fields.value(of: "content-type", likely: likely) == "text/plain")
        #expect(fields.value(of: "x-empty", likely: likely) == "")
        #expect(fields.value(of: "x-none", likely: likely) == nil)
    }

    @Test func `segments can be had as they were sent`() throws {
        #expect(try Self.head("/a%2Fb/%C3%A4").rawPathSegments == ["a%2Fb", "%C3%A4"])
    }

    @Test(arguments: [
        ("/", []), ("/?", []), ("/?a", [("a", "")]), ("/?a=", [("a", "")]), ("/?a=b&c=d", [("a", "b"), ("c", "d")]),
        ("/?a=b=c", [("a", "b=c")]), ("/?a+b=c%20d", [("a b", "c d")]), ("/?a=%&b=%4", [("a", "%"), ("b", "%4")]),
        ("/?&&a=1&", [("a", "1")]), ("/?a=1&a=2", [("a", "1"), ("a", "2")]), ("/?=x", [("", "x")]),
    ])
    func `a query is read as forms write it`(_ target: String, _ items: [(String, String)]) throws {
        #expect(try Self.head(target).queryItems == items.map { HTTPQueryItem(name: $0.0, value: $0.1) })
    }

    @Test func `fields are found in any case and keep their order`() throws {
        let fields = try Self.head("/", "X-A: 1\r\nx-b: 2\r\nX-a:  3 \r\n").fields
        #expect(fields["x-A"] == "1")
        #expect(fields.values(of: "X-A") == ["1", "3"])
        #expect(fields.count(of: "x-a") == 2)
        #expect(fields["X-C"] == nil)
        #expect(fields.map { "\($0.name)=\($0.value)" } == ["Host=x", "X-A=1", "x-b=2", "X-a=3"])
    }

    @Test func `target and host are there as they were sent`() throws {
        let head = try Self.head("http://Other:80/a%20b?c")
        #expect(head.target == "http://Other:80/a%20b?c")
        #expect(head.host == "Other:80")
        #expect(head.rawPath == "/a%20b")
        #expect(head.rawQuery == "c")
        #expect(head.withRawPath { $0.count } == 6)
    }
}
