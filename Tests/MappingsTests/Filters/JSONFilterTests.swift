import JSON
import JSONPath
import Testing

@testable import Mappings

@Suite struct JSONFilterTests {
    @Test(arguments: [
        FilterCase("$.x | json", #"{"x":"12.50"}"#, "12.50"),
        FilterCase("$.x | json", #"{"x":"\"a\\u00e9\""}"#, #""aé""#),
        FilterCase("$.x | json", #"{"x":" true "}"#, "true"),
        FilterCase("$.x | json", #"{"x":"null"}"#, nil),
        FilterCase("$.x | json", #"{"x":"\"\""}"#, nil),
        FilterCase("$.x | json", #"{"x":"{}"}"#, nil, misfits: 1),
        FilterCase("$.x | json | count", #"{"x":"[1,2,3]"}"#, "3"),
        FilterCase("$.x | json | join: '-'", #"{"x":"[1,null,\"b\"]"}"#, #""1-b""#),
        FilterCase("$.x | json", #"{"x":"{"}"#, nil, misfits: 1),
        FilterCase("$.x | json", #"{"x":"abc"}"#, nil, misfits: 1),
        FilterCase("$.x | json", #"{"x":" "}"#, nil, misfits: 1),
        FilterCase("$.x | json", #"{"x":""}"#, nil),
        FilterCase("$.x | json", #"{"x":5}"#, "5"),
        FilterCase("$.x | json", #"{"x":{"a":1}}"#, nil, misfits: 1),
        FilterCase("$.x | json: '$.a'", #"{"x":"{\"a\":\"b\"}","a":"outer"}"#, #""b""#),
        FilterCase("$.x | json: '@.a'", #"{"x":"{\"a\":\"b\"}"}"#, #""b""#),
        FilterCase("$.x | json: '$.a[*]'", #"{"x":"{\"a\":[1,null,2]}"}"#, #""1; 2""#),
        FilterCase("$.x | json: '$.a[?@ > $.b]'", #"{"x":"{\"a\":[1,5],\"b\":2}"}"#, "5"),
        FilterCase("$.x | json: '$.a'", #"{"x":"{}"}"#, nil),
        FilterCase("$.x | json: \"$['q\\\\'3']\"", #"{"x":"{\"q'3\":1}"}"#, "1"),
        FilterCase("$.x | json: '$.a' | upper", #"{"x":"{\"a\":\"b\"}"}"#, #""B""#),
        FilterCase("$.x | json | json", #"{"x":"\"7\""}"#, "7"),
        FilterCase("$.x | json: $.q", #"{"x":"{\"a\":\"b\"}","q":"$.a"}"#, #""b""#),
        FilterCase("$.x | json: $.q", #"{"x":"{\"a\":\"b\"}","q":"a"}"#, nil, misfits: 1),
        FilterCase("$.x | json: $.q", #"{"x":"{\"a\":\"b\"}","q":"$request.query"}"#, nil, misfits: 1),
        FilterCase("$[*] | json", #"["1","[2,3]"]"#, nil, misfits: 1),
        FilterCase("$[*] | json | count", #"["1","[2,3]","null"]"#, "2"),
        FilterCase("$[*] | json: '$[*]' | sum", #"["[1]","[2,3]"]"#, "6"),
        FilterCase("$[*] | json", #"["1","x","y"]"#, nil, misfits: 1),
    ]) func `json reads text that holds JSON`(_ example: FilterCase) throws { try example.check() }

    @Test func `a duplicate name within counts as in bodies`() throws {
        #expect(try ValueTrial.run("$ | json: '$.a'", #""{\"a\":1,\"a\":2}""#).json == "2")
    }

    @Test func `deep nesting in a text is a misfit, as in a body`() throws {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        let trial = try ValueTrial.run("$ | json | count", "\"\(deep)\"")
        #expect(trial.json == "0")
        #expect(trial.misfits.count == 1)
    }

    @Test func `the work of a query in a text counts among the steps of the event`() throws {
        let list = Array(repeating: "1", count: 5_000).joined(separator: ",")
        let body = try JSONDocument(parsing: Array(#"{"x":"[\#(list)]"}"#.utf8))
        let text = "$.x | json: '$[*]' | count"
        var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "x", bytes: Array(text.utf8)))
        let value = try #require(compiler.value(text, &diagnostics))
        for (steps, isEnough) in [(20_000, true), (4_000, false)] {
            var context = EvaluationContext(query: QueryContext(body: body))
            context.query.stepsLeft = steps
            _ = value.evaluate(in: &context)
            #expect(context.query.isExhausted == !isEnough)
            #expect(context.query.stepsLeft < steps - 4_000)
        }
    }

    @Test func `the documents kept for one event are limited`() throws {
        let body = "[" + Array(repeating: #""[]""#, count: JSONFilter.mostDocuments + 1).joined(separator: ",") + "]"
        let trial = try ValueTrial.run("$[*] | json | count", body)
        #expect(trial.misfits.count == 1)
        let scalars = "[" + Array(repeating: #""1""#, count: JSONFilter.mostDocuments + 1).joined(separator: ",") + "]"
        #expect(try ValueTrial.run("$[*] | json | sum", scalars).json == "\(JSONFilter.mostDocuments + 1)")
    }
}
