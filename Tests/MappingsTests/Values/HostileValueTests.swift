import JSON
import JSONPath
import Testing

@testable import Mappings

/// What a sender may send to slow the daemon down or fill its memory.
@Suite struct HostileValueTests {
    @Test func `text cannot be multiplied without end`() throws {
        let long = String(repeating: "a", count: 100_000)
        let body =
            #"{"t":"\#(long)","r":"\#(long)","l":[\#(Array(repeating: "1", count: 2_000).joined(separator: ","))]}"#
        for expression in ["$.t | replace: 'a', $.r", "$.l | join: $.t", "$.l[*] | replace: '1', $.t"] {
            let trial = try ValueTrial.run(expression, body)
            #expect(trial.json == nil)
            #expect(trial.misfits.count == 1)
            #expect(trial.misfits.allSatisfy { $0.hasSuffix("the text becomes longer than 16 MiB") })
        }
    }

    @Test func `a text that nearly matches everywhere is found in time`() throws {
        let body =
            #"{"t":"\#(String(repeating: "a", count: 400_000))","p":"\#(String(repeating: "a", count: 100_000))b"}"#
        #expect(try ValueTrial.run("$.t | replace: $.p, '' | truncate: 2", body).json == #""aa""#)
        #expect(try ValueTrial.run("$.t | split: $.p | count", body).json == "1")
    }

    @Test func `many values are told apart, sorted and counted in time`() throws {
        let many = (0..<60_000).map { "\"\($0 % 50_000)\"" }.joined(separator: ",")
        #expect(try ValueTrial.run("$ | unique | count", "[\(many)]").json == "50000")
        #expect(try ValueTrial.run("$[*] | number | sort | last", "[\(many)]").json == "49999")
        #expect(try ValueTrial.run("$ | sum", "[\(many)]").json == "1299970000")
    }

    @Test func `a slug reads no more of a long text than it keeps`() throws {
        let marks = "é" + String(repeating: "\u{301}", count: 100_000)
        #expect(try ValueTrial.run("$ | slug | truncate: 0", "\"\(marks)\"").json == nil)
        let junk = String(repeating: "é-", count: 200_000)
        let slug = try ValueTrial.run("$ | slug", "\"\(junk)\"").json
        #expect(slug == "\"\(Array(repeating: "é", count: 32).joined(separator: "_"))\"")
        let noise = String(repeating: "–", count: 200_000) + "x"
        #expect(try ValueTrial.run("$ | slug", "\"\(noise)\"").json == #""x""#)
    }

    @Test func `nested values in the body are written off as one misfit`() throws {
        let deep = String(repeating: "[", count: 120) + "1" + String(repeating: "]", count: 120)
        #expect(try ValueTrial.run("$", deep).misfits.count == 1)
        #expect(try ValueTrial.run("$..* | count", deep).json == "120")
        #expect(try ValueTrial.run("$..* | unique | count", deep).json == "120")
    }

    @Test(arguments: [
        "$.t | lower", "$.t | slug", "$.t | capture: 'x'", "$.t | split: 'x' | count", "$.l | sum", "$.l | count",
        "$.l[*]", "$.l[*] | join: ','", "x{{ $.t }}", "$.l | unique", "$.j | json | count", "$.l[*] | text | count",
    ]) func `work on one text for each of many nodes comes to an end`(_ text: String) throws {
        let list = Array(repeating: "1", count: 5_000).joined(separator: ",")
        let body = try JSONDocument(
            parsing: Array(#"{"t":"\#(String(repeating: "-", count: 20_000))","l":[\#(list)],"j":"[\#(list)]"}"#.utf8)
        )
        var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "x", bytes: Array(text.utf8)))
        let value = try #require(compiler.value(text, &diagnostics))
        var context = EvaluationContext(query: QueryContext(body: body))
        context.query.stepsLeft = 50_000
        var evaluations = 0
        while !context.query.isExhausted {
            _ = value.evaluate(in: &context)
            evaluations += 1
            try #require(evaluations < 1_000)
        }
        #expect(value.evaluate(in: &context).isMissing || text.hasSuffix("count"))
    }

    @Test func `long chains and templates compile and run`() throws {
        let chain = "$" + String(repeating: " | trim", count: 5_000)
        #expect(try ValueTrial.run(chain, #"" x ""#).json == #""x""#)
        let template = String(repeating: "{{ $ }}", count: 5_000)
        #expect(try ValueTrial.run("\"\(template)\"", "1").json == "\"\(String(repeating: "1", count: 5_000))\"")
    }

    @Test(arguments: [
        "$.a | replace: 'x', \"y\" | lookup: 't', @.b[?@.c == ')'] | default: -1.5e3",
        "a {{ $.b['}}'] | split: ',' | join: '\\u00e9' }} b {{ 'x' }} {{ @ | round: 2 }}",
        "$..[?match(@.a, 'x[0-9]{1,3}') || @ == $.b] | date: '%d', 'UTC' | json: '$.a'",
    ]) func `no piece of an expression upsets the compiler`(_ text: String) throws {
        let bytes = Array(text.utf8)
        for start in bytes.indices {
            for end in start...bytes.count where start == 0 || end == bytes.count || (start + end) % 5 == 0 {
                for replaced in [false, true] {
                    var piece = Array(bytes[start..<end])
                    if replaced, !piece.isEmpty { piece[piece.count / 2] = UInt8(ascii: "'") }
                    let source = String(decoding: piece, as: UTF8.self)
                    var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "x", bytes: Array(source.utf8)))
                    let compiled = compiler.value(source, &diagnostics)
                    #expect((compiled == nil) == diagnostics.hasErrors, "\(source)")
                }
            }
        }
    }
}
