import Domain
import Foundation
import Linux
import TestSupport
import Testing

@testable import Sandbox

struct SandboxTests {
    @Test func `an action by the rules is taken and kept as it came`() throws {
        let bench = try SandboxBench()
        let answer = try bench.post(#"{"email":"ada@example.com","score":12.50}"#)
        #expect(answer.status == 200)
        #expect(bench.sandbox.journal.counts == Journal.Counts(taken: 1))
        let taken = try #require(bench.sandbox.journal.taken.first)
        #expect(taken.action.text == "Quiz Completed")
        #expect(taken.project == "project-1")
        #expect(taken.body == Array(#"{"email":"ada@example.com","score":12.50}"#.utf8))
        #expect(taken.takenAt == SandboxBench.now)
    }

    @Test func `the same action with the same body is refused, anything else is not`() throws {
        let bench = try SandboxBench()
        #expect(try bench.post(#"{"a":1}"#).status == 200)
        let again = try bench.post(#"{"a":1}"#)
        #expect(again.status == 409)
        #expect(again.body.contains("duplicate"))
        #expect(try bench.post(#"{"a":2}"#).status == 200)
        #expect(try bench.post(#"{"a":1}"#, action: "Other").status == 200)
        #expect(bench.sandbox.journal.counts == Journal.Counts(taken: 3, duplicates: 1))
    }

    @Test(arguments: ["X-PROJECT-ID", "X-API-KEY"])
    func `a missing or empty header is unauthorized, and the answer names it`(name: String) throws {
        let bench = try SandboxBench()
        var headers = SandboxBench.headers
        headers[name] = ""
        #expect(try bench.post("{}", headers: headers).status == 401)
        headers[name] = nil
        let answer = try bench.post("{}", headers: headers)
        #expect(answer.status == 401)
        #expect(answer.body.contains(name))
        #expect(bench.sandbox.journal.counts == Journal.Counts(refused: 2))
    }

    @Test(arguments: [
        ("application/json", 200), ("Application/JSON; charset=utf-8", 200), ("application/json ;x=y", 200),
        ("text/plain", 415), ("application/jsonx", 415), ("application/x-www-form-urlencoded", 415),
    ])
    func `only JSON is taken`(type: String, status: Int) throws {
        let bench = try SandboxBench()
        var headers = SandboxBench.headers
        headers["Content-Type"] = type
        #expect(try bench.post("{}", headers: headers).status == status)
    }

    @Test func `another method is refused with the one that is allowed`() throws {
        let answer = try SandboxBench().send("PUT", "/api/v1/webhook/A", "{}")
        #expect(answer.status == 405)
        #expect(answer.head.contains("Allow: POST"))
    }

    @Test(arguments: [
        "/", "/api/v1/webhook", "/api/v1/webhook/", "/api/v1/webhook/a/b", "/webhook/a", "/api/v1/webhook/..",
    ])
    func `a path without one name of an action is not found`(path: String) throws {
        #expect(try SandboxBench().send("POST", path, "{}").status == 404)
    }

    @Test func `an encoded slash belongs to the name`() throws {
        let bench = try SandboxBench()
        #expect(try bench.post("{}", action: "a%2Fb%C3%BC").status == 200)
        #expect(bench.sandbox.journal.taken.first?.action.text == "a/bü")
    }

    @Test func `the journal's file has a line for each action, without the key`() throws {
        let folder = try TemporaryFolder()
        let bench = try SandboxBench(journalFile: folder.path("journal"))
        _ = try bench.post("{\"a\":\n 1}")
        _ = try bench.post("{\"a\":\n 1}")
        _ = try bench.post("[]")
        _ = try bench.post(#"{"b":"ü"}"#)
        let text = try folder.read("journal")
        #expect(
            text == """
                {"time":"1994-11-06T08:49:37.000Z","action":"Quiz Completed",\
                "headers":{"X-PROJECT-ID":"project-1","User-Agent":""},"body":{"a":  1}}
                {"time":"1994-11-06T08:49:37.000Z","action":"Quiz Completed",\
                "headers":{"X-PROJECT-ID":"project-1","User-Agent":""},"body":{"b":"ü"}}

                """
        )
    }

    @Test func `failures at random come as often as they are asked for`() throws {
        let rate = try #require(FailRate("25%"))
        let unlucky = try SandboxBench(failRate: rate, draw: .lowest)
        #expect(try unlucky.post("{}").status == 503)
        #expect(unlucky.sandbox.journal.counts == Journal.Counts(troubled: 1))
        #expect(try SandboxBench(failRate: rate, draw: .half).post("{}").status == 200)
    }

    @Test(arguments: [
        ("0", 0), ("1", 1_000_000), ("0.25", 250_000), ("25%", 250_000), ("100%", 1_000_000), ("0.0000004", 0),
    ])
    func `rates are read as shares and as percentages`(text: String, parts: Int) {
        #expect(FailRate(text)?.parts == parts)
    }

    @Test(arguments: ["", "%", "-0.1", "1.1", "101%", "x", "1/4", "NaN"])
    func `what is no rate is refused`(text: String) {
        #expect(FailRate(text) == nil)
    }

    @Test func `no draw fails at a rate of none, and every draw at a rate of all`() throws {
        let all = try #require(FailRate("1"))
        for draw in [Draw.lowest, .half, .highest] {
            #expect(!FailRate.none.fails(draw))
            #expect(all.fails(draw))
        }
    }

    @Test func `a delayed answer comes all the same`() throws {
        let bench = try SandboxBench(delay: .milliseconds(20))
        #expect(try bench.post("{}").status == 200)
        #expect(try bench.post("[]").status == 400)
    }
}
