import HTTP1
import Testing

struct HTTPResponseTests {
    @Test func `a problem is JSON by RFC 9457`() {
        let problem = HTTPResponse.problem(status: 404, detail: "No \"source\"\n")
        #expect(problem.status == 404)
        #expect(problem.fields == [HTTPField("Content-Type", "application/problem+json")])
        let text = #"{"title":"Not Found","status":404,"detail":"No \"source\"\n"}"#
        #expect(String(decoding: problem.body, as: UTF8.self) == text)
    }

    @Test(arguments: [("a\r\nb", "a  b"), ("a\tb", "a\tb"), ("\u{7F}ä\0", " ä "), ("plain", "plain"), ("", "")])
    func `no value of a field can end its line`(_ value: String, _ cleaned: String) {
        #expect(HTTPField("X-Name", value).value == cleaned)
    }

    @Test(arguments: RequestRefusal.allCases)
    func `every refusal has a status and says what is wrong`(_ refusal: RequestRefusal) {
        let response = refusal.response
        #expect((400...599).contains(response.status))
        #expect(String(decoding: response.body, as: UTF8.self).contains(#""status":\#(refusal.status),"detail":""#))
        #expect(refusal.detail.hasSuffix("."))
        #expect(response.fields.contains { $0.name == "Retry-After" } == (response.status == 503))
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    ])
    func `a date is written as RFC 9110 wants it`(_ seconds: Int64, _ text: String) {
        var machine = ConnectionMachine(limits: HTTPLimits())
        let moment = Moment(microseconds: 0, date: HTTPDate(seconds: seconds))
        Array("bad\n".utf8).withUnsafeBufferPointer { bytes in
            var input = InputCursor(bytes)
            _ = machine.next(&input, at: moment)
        }
        #expect(String(decoding: machine.output, as: UTF8.self).contains("\r\nDate: \(text)\r\n"))
    }
}
