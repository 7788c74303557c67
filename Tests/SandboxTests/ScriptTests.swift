import Linux
import Testing

@testable import Sandbox

struct ScriptTests {
    private func script(_ bench: SandboxBench, _ text: String) throws -> Int? {
        try bench.send("POST", "/_sandbox/script", text).status
    }

    @Test func `scripted answers come in order, and then the sandbox's own`() throws {
        let bench = try SandboxBench()
        let answers = #"[500, {"status":429,"retryAfter":"2"}, {"status":429,"retryAfter":"date+30"}, "html", "reset"]"#
        #expect(try script(bench, #"{"action":"X","answers":\#(answers)}"#) == 204)
        #expect(try bench.post("{}", action: "Y").status == 200)
        #expect(try bench.post("{}", action: "X").status == 500)
        #expect(try bench.post("{}", action: "X").head.contains("Retry-After: 2"))
        #expect(try bench.post("{}", action: "X").head.contains("Retry-After: Sun, 06 Nov 1994 08:50:07 GMT"))
        let page = try bench.post("{}", action: "X")
        #expect(page.status == 502)
        #expect(page.head.contains("text/html"))
        let reset = try bench.post("{}", action: "X")
        #expect(reset.status == nil)
        #expect(reset.isReset)
        #expect(try bench.post("{}", action: "X").status == 200)
        #expect(bench.sandbox.journal.counts == Journal.Counts(taken: 2, troubled: 5))
    }

    @Test(arguments: ["date+9223372036854775807", "date+-9223372036854775808", "date+soon"])
    func `a date that no clock will show goes out as it was written`(text: String) throws {
        let bench = try SandboxBench()
        #expect(try script(bench, #"{"answers":[{"status":429,"retryAfter":"\#(text)"}]}"#) == 204)
        #expect(try bench.post("{}", action: "X").head.contains("Retry-After: \(text)\r\n"))
    }

    @Test func `what the sandbox can be told is explained where the help says`() throws {
        let bench = try SandboxBench()
        let page = try bench.send("GET", "/_sandbox", "")
        #expect(page.status == 200)
        for path in ["script", "reset", "journal", "count"] { #expect(page.body.contains("/_sandbox/\(path)")) }
        let example = try #require(page.body.split(separator: "\n").first { $0.contains("{\"action\"") })
        #expect(try script(bench, String(example.drop { $0 != "{" })) == 204)
        #expect(try bench.send("GET", "/_sandbox/nothing", "").status == 404)
    }

    @Test func `a scripted status says what it is told to say`() throws {
        let bench = try SandboxBench()
        #expect(try script(bench, #"{"answers":[{"status":400,"message":"\"Already\" known"}]}"#) == 204)
        let answer = try bench.post("{}")
        #expect(answer.status == 400)
        #expect(answer.body == #"{"error":"scripted","message":"\"Already\" known"}"#)
    }

    @Test func `a script without an action is for all`() throws {
        let bench = try SandboxBench()
        #expect(try script(bench, #"{"answers":[503,503]}"#) == 204)
        #expect(try bench.post("{}", action: "A").status == 503)
        #expect(try bench.post("{}", action: "B").status == 503)
        #expect(try bench.post("{}", action: "A").status == 200)
    }

    @Test func `half an answer breaks off in its body, and the action is taken`() throws {
        let bench = try SandboxBench()
        #expect(try script(bench, #"{"answers":["half"]}"#) == 204)
        let half = try bench.post("{}")
        #expect(half.status == 200)
        #expect(half.body == "{\"stat")
        #expect(try bench.post("{}").status == 409)
    }

    @Test func `an answer can be lost after the action was taken`() throws {
        let bench = try SandboxBench()
        #expect(try script(bench, #"{"answers":[{"answer":"reset","takes":true}]}"#) == 204)
        #expect(try bench.post("{}").status == nil)
        #expect(try bench.post("{}").status == 409)
    }

    @Test func `a hanging request holds up neither others nor the stop`() throws {
        let bench = try SandboxBench()
        #expect(try script(bench, #"{"action":"X","answers":["hang"]}"#) == 204)
        let address = try #require(bench.sandbox.addresses.first)
        let socket = try StreamSocket.connected(to: address)
        let head = "POST /api/v1/webhook/X HTTP/1.1\r\nHost: x\r\nX-PROJECT-ID: p\r\nX-API-KEY: k\r\n"
        let request = Array((head + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}").utf8)
        _ = request.withUnsafeBytes { socket.send($0) }
        var count = 0
        while bench.sandbox.journal.counts.troubled == 0, count < 1_000 {
            count += 1
            _ = try bench.send("GET", "/_sandbox/count")
        }
        #expect(bench.sandbox.journal.counts == Journal.Counts(troubled: 1))
        #expect(try bench.post("{}", action: "X").status == 200)
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"answers":1}"#, #"{"answers":["sleep"]}"#, #"{"answers":[100]}"#, #"{"answers":[600]}"#,
        #"{"answers":[{}]}"#, #"{"answers":[{"statu":500}]}"#, #"{"answers":[null]}"#, #"{"answers":[500,[]]}"#,
        #"{"answers":[5e2]}"#,
    ])
    func `a script that is none is refused whole`(text: String) throws {
        let bench = try SandboxBench()
        #expect(try script(bench, text) == 400)
        #expect(try bench.post("{}").status == 200)
    }

    @Test func `counts and journal are shown, and a reset forgets them`() throws {
        let bench = try SandboxBench()
        _ = try bench.post(#"{"a":1}"#)
        _ = try bench.post(#"{"a":1}"#)
        _ = try script(bench, #"{"answers":[500]}"#)
        let count = try bench.send("GET", "/_sandbox/count", "", [:])
        #expect(count.body == #"{"taken":1,"duplicates":1,"refused":0,"troubled":0}"#)
        let journal = try bench.send("GET", "/_sandbox/journal", "", [:])
        #expect(journal.body.hasPrefix(#"[{"time":"1994-11-06T08:49:37.000Z","action":"Quiz Completed","#))
        #expect(journal.body.hasSuffix(#""body":{"a":1}}]"#))
        #expect(!journal.body.contains("secret"))
        #expect(try bench.send("POST", "/_sandbox/reset").status == 204)
        #expect(bench.sandbox.journal.counts == Journal.Counts())
        #expect(try bench.post(#"{"a":1}"#).status == 200)
    }

    @Test func `an unknown control address says which there are`() throws {
        let answer = try SandboxBench().send("GET", "/_sandbox/what", "", [:])
        #expect(answer.status == 404)
        #expect(answer.body.contains("/_sandbox/script"))
    }
}
