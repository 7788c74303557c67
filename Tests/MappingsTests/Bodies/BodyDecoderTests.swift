import JSON
import Testing

@testable import Mappings

struct BodyDecoderTests {
    @Test(arguments: [
        nil, "", "application/json", "Application/JSON", "application/json; charset=utf-8", " application/json ;x",
        "application/cloudevents+json", "application/problem+JSON; a=b",
    ])
    func `JSON, whatever ends in +json, and no type at all are read as JSON`(type: String?) throws {
        #expect(try text(of: "a", in: #"{"a":1}"#, type) == "1")
    }

    @Test(arguments: ["application/x-www-form-urlencoded", "application/X-WWW-form-urlencoded;charset=UTF-8"])
    func `forms are read as forms`(type: String) throws {
        #expect(try text(of: "a", in: "a=1", type) == "1")
    }

    @Test(arguments: ["text/plain", "multipart/form-data; boundary=x", "application/jsonx", "json", "text/json"])
    func `other types are refused`(type: String) {
        #expect(throws: BodyError.unsupportedType(type)) { try BodyDecoder.decode(Array("{}".utf8), type: type) }
    }

    @Test(arguments: [
        ("{\"a\":1,}", nil, "1:7: "),
        ("{\n\"a\": x}", "application/json", "2:6: "),
        ("", nil, "1:1: "),
        ("a=%fe", "application/x-www-form-urlencoded", "1:3: "),
    ])
    func `what is not what it says is refused with its place`(body: String, type: String?, place: String) {
        do throws(BodyError) {
            _ = try BodyDecoder.decode(Array(body.utf8), type: type)
            Issue.record("read \(body)")
        } catch {
            #expect("\(error)".hasPrefix(place))
        }
    }

    private func text(of name: String, in body: String, _ type: String?) throws -> String? {
        let document = try BodyDecoder.decode(Array(body.utf8), type: type)
        return withExtendedLifetime(document) { document.root[name]?.text }
    }

    @Test(arguments: [
        (#"{"a":1}"#, true), ("\r\n [1,2]", true), ("{", false), ("a=1&b=2", false), ("", false), ("[a]=1", false),
        (#""a""#, false), ("payload=%7B%22a%22%3A1%7D", false),
    ])
    func `JSON that is called a form is remarked on, and nothing else`(body: String, isJSON: Bool) {
        let bytes = Array(body.utf8)
        let remark = BodyDecoder.remark(on: bytes, type: "application/x-www-form-urlencoded; charset=utf-8")
        #expect((remark != nil) == isJSON)
        #expect(BodyDecoder.remark(on: bytes, type: "application/json") == nil)
        #expect(BodyDecoder.remark(on: bytes, type: nil) == nil)
    }
}
