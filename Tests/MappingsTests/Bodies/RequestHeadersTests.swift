import JSON
import Testing

@testable import Mappings

struct RequestHeadersTests {
    @Test func `bytes that are not UTF-8 become replacement characters, and quotes are escaped`() {
        var headers = RequestHeaders()
        add([("X-A", [0x61, 0xFF, 0x62]), ("X-B", Array("ä \"q\"".utf8)), ("X-C", [])], to: &headers)
        #expect(text(of: headers) == #"{"x-a":"a\#u{FFFD}b","x-b":"ä \"q\"","x-c":""}"#)
    }

    @Test func `lines of one name are joined at the place of the first, whatever stands between`() {
        var headers = RequestHeaders()
        add([("A", [0x31]), ("b", [0x32]), ("a", [0x33]), ("B", [0x34]), ("a", [0x35])], to: &headers)
        #expect(text(of: headers) == #"{"a":"1, 3, 5","b":"2, 4"}"#)
    }

    @Test(arguments: ["Cookie", "COOKIE", "authorization", "Proxy-Authorization", "x-secret", "X-Secret"])
    func `what is a credential is left out in any case`(name: String) {
        var headers = RequestHeaders(hidden: ["x-secret"])
        add([(name, [0x31]), ("cookies", [0x32]), (name, [0x33])], to: &headers)
        #expect(text(of: headers) == #"{"cookies":"2"}"#)
    }

    @Test func `what begins anew hides what it is told to then, and knows nothing of before`() {
        var headers = RequestHeaders()
        add([("a", [0x31])], to: &headers)
        headers.begin(hidden: ["x-secret"])
        add([("X-Secret", [0x31]), ("b", [0x32])], to: &headers)
        #expect(text(of: headers) == #"{"b":"2"}"#)
        headers.begin(hidden: [])
        add([("X-Secret", [0x31])], to: &headers)
        #expect(text(of: headers) == #"{"x-secret":"1"}"#)
    }

    private func add(_ lines: [(name: String, value: [UInt8])], to headers: inout RequestHeaders) {
        for (name, value) in lines {
            Array(name.utf8).withUnsafeBufferPointer { name in
                value.withUnsafeBufferPointer { headers.add(name: name, value: $0) }
            }
        }
    }

    private func text(of headers: borrowing RequestHeaders) -> String {
        var writer = JSONWriter()
        headers.write(into: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
