import JSON
import Testing

@testable import Mappings

struct FormDecoderTests {
    @Test(arguments: [
        ("", "{}"),
        ("a=1", #"{"a":"1"}"#),
        ("a=1&b=2", #"{"a":"1","b":"2"}"#),
        ("a", #"{"a":""}"#),
        ("=x", #"{"":"x"}"#),
        ("&&a=1&&", #"{"a":"1"}"#),
        ("a=b=c", #"{"a":"b=c"}"#),
        ("name=Ada+Love%20lace", #"{"name":"Ada Love lace"}"#),
        ("a%20b=%C3%A4", #"{"a b":"ä"}"#),
        ("q=100%&r=%zz%4", #"{"q":"100%","r":"%zz%4"}"#),
        ("quote=%22%5C%0A", #"{"quote":"\"\\\n"}"#),
    ])
    func `pairs become strings`(form: String, json: String) throws {
        #expect(try text(form) == json)
    }

    @Test(arguments: [
        ("a[b]=1", #"{"a":{"b":"1"}}"#),
        ("a%5Bb%5D=1", #"{"a":{"b":"1"}}"#),
        ("a[b][c]=1&a[b][d]=2&a[e]=3", #"{"a":{"b":{"c":"1","d":"2"},"e":"3"}}"#),
        ("customer[email]=a%40b.c&x=1&customer[name]=N", #"{"customer":{"email":"a@b.c","name":"N"},"x":"1"}"#),
        ("a[b=1", #"{"a[b":"1"}"#),
        ("a]b=1", #"{"a]b":"1"}"#),
        ("[a]=1", #"{"[a]":"1"}"#),
        ("a[b]c=1", #"{"a[b]c":"1"}"#),
        ("a[b][c=1", #"{"a[b][c":"1"}"#),
    ])
    func `brackets nest where they pair`(form: String, json: String) throws {
        #expect(try text(form) == json)
    }

    @Test(arguments: [
        ("a[]=x", #"{"a":["x"]}"#),
        ("a[]=x&a[]=y", #"{"a":["x","y"]}"#),
        ("a=1&a=2&a=3", #"{"a":["1","2","3"]}"#),
        ("a=1&a[]=2", #"{"a":["1","2"]}"#),
        ("a[b]=1&a[b]=2", #"{"a":{"b":["1","2"]}}"#),
        ("a[0]=x&a[1]=y", #"{"a":["x","y"]}"#),
        ("a[1]=y&a[0]=x", #"{"a":["x","y"]}"#),
        (
            "a[11]=11&" + (0...10).map { "a[\($0)]=\($0)" }.joined(separator: "&"),
            #"{"a":["0","1","2","3","4","5","6","7","8","9","10","11"]}"#
        ),
        ("a[1]=y&a[0]=x&a[]=z", #"{"a":["x","y","z"]}"#),
        ("a[5]=x&a[1]=y&a[]=z", #"{"a":{"5":"x","1":"y","6":"z"}}"#),
        ("a[1]=y", #"{"a":{"1":"y"}}"#),
        ("a[0]=x&a[2]=y", #"{"a":{"0":"x","2":"y"}}"#),
        ("a[00]=x", #"{"a":{"00":"x"}}"#),
        ("a[0][n]=x&a[1][n]=y", #"{"a":[{"n":"x"},{"n":"y"}]}"#),
        ("a[][n]=x&a[][n]=y", #"{"a":[{"n":"x"},{"n":"y"}]}"#),
        ("0=x&1=y", #"{"0":"x","1":"y"}"#),
        ("a[]=x&a[b]=y", #"{"a":{"0":"x","b":"y"}}"#),
        ("a=1&a[b]=2", #"{"a":{"0":"1","b":"2"}}"#),
    ])
    func `what repeats and what is numbered makes arrays`(form: String, json: String) throws {
        #expect(try text(form) == json)
    }

    @Test func `bytes that are no UTF-8 are refused where they begin`() {
        #expect(throws: FormError(.invalidUTF8, at: 6, in: Array("a=1&b=%ff".utf8))) {
            try FormDecoder.decode(Array("a=1&b=%ff".utf8))
        }
        #expect("\(FormError(.invalidUTF8, at: 6, in: Array("a=1&b=%ff".utf8)))".hasPrefix("1:7: "))
    }

    @Test(arguments: [127, 128, 129, 100_000])
    func `brackets nest as deep as JSON may and no deeper`(depth: Int) throws {
        let form = Array(("a" + String(repeating: "[b]", count: depth) + "=1").utf8)
        if depth < 128 {
            let document = try FormDecoder.decode(form)
            #expect(withExtendedLifetime(document) { document.root.kind } == .object)
        } else {
            #expect(throws: FormError(.tooDeep(limit: 128), at: 0, in: form)) { try FormDecoder.decode(form) }
        }
    }

    @Test func `a repeated name at the last level counts as one level more`() throws {
        let name = "a" + String(repeating: "[b]", count: 127)
        #expect(throws: FormError.self) { try FormDecoder.decode(Array("\(name)=1&\(name)=2".utf8)) }
    }

    @Test func `many values under one name stay in order`() throws {
        let form = (0..<20_000).map { "a[]=\($0)" }.joined(separator: "&")
        let document = try FormDecoder.decode(Array(form.utf8))
        try withExtendedLifetime(document) {
            let list = try #require(document.root["a"])
            #expect(list.count == 20_000)
            #expect(list[19_999]?.text == "19999")
        }
    }

    private func text(_ form: String) throws -> String {
        var writer = JSONWriter()
        let document = try FormDecoder.decode(Array(form.utf8))
        writer.value(document.root)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
