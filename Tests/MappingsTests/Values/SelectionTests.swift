import Testing

@testable import Mappings

/// Section 3 of the mapping language: what a query selects becomes a value so.
@Suite struct SelectionTests {
    @Test(arguments: [
        FilterCase("$.a", #"{"a":"x"}"#, #""x""#), FilterCase("$.a", #"{"a":112.20}"#, "112.20"),
        FilterCase("$.a", #"{"a":12345678901234567890}"#, "12345678901234567890"),
        FilterCase("$.a", #"{"a":false}"#, "false"), FilterCase("$.a", #"{"a":0}"#, "0"),
        FilterCase("$.a", #"{"a":"\u0041\u00e9\/\u001F\ud83d\ude00\u2028"}"#, "\"Aé/\\u001f😀\u{2028}\""),
        FilterCase("$.a", #"{"a":"\ud83d"}"#, "\"\u{FFFD}\""),
        FilterCase("$.a", #"{"a":null}"#, nil), FilterCase("$.a", #"{"a":""}"#, nil), FilterCase("$.a", "{}", nil),
        FilterCase("$.a", #"{"a":{}}"#, nil, misfits: 1), FilterCase("$.a", #"{"a":[]}"#, nil, misfits: 1),
        FilterCase("$.a[*]", #"{"a":["x",1.50,true]}"#, #""x; 1.50; true""#),
        FilterCase("$.a[*]", #"{"a":[null,"x",null]}"#, #""x""#), FilterCase("$.a[*]", #"{"a":[null,7.0]}"#, "7.0"),
        FilterCase("$.a[*]", #"{"a":["","x"]}"#, #""; x""#), FilterCase("$.a[*]", #"{"a":[""]}"#, nil),
        FilterCase("$.a[*]", #"{"a":[null,""]}"#, nil), FilterCase("$.a[*]", #"{"a":[null,null]}"#, nil),
        FilterCase("$.a[*]", #"{"a":["x",[1]]}"#, nil, misfits: 1),
        FilterCase("$.a[*]", #"{"a":["x",{}]}"#, nil, misfits: 1),
        FilterCase("$.a[*] | upper", #"{"a":["x",{}]}"#, nil, misfits: 1),
        FilterCase("$.a | upper", #"{"a":["x"]}"#, nil, misfits: 1),
        FilterCase("$.a[*] | upper", #"{"a":["x","y"]}"#, #""X; Y""#),
        FilterCase("$.a[*] | slug", #"{"a":["!","y"]}"#, #""; y""#),
        FilterCase("$.a[*] | slug | compact", #"{"a":["!","y"]}"#, #""y""#),
        FilterCase("$", #""x""#, #""x""#), FilterCase("@", #""x""#, #""x""#), FilterCase("@.a", #"{"a":1}"#, "1"),
        FilterCase("$key", #"{"a":1}"#, nil), FilterCase("$path", #"{"a":1}"#, nil),
        FilterCase("$key | default: 'none'", #"{"a":1}"#, #""none""#), FilterCase("$request.query.a", "{}", nil),
        FilterCase(" \t", "{}", #"" \t""#), FilterCase("$ .a  |\n upper", #"{"a":"x"}"#, #""X""#),
        FilterCase("$.a|upper|replace:'X','y'", #"{"a":"x"}"#, #""y""#),
        FilterCase("$.a|replace : 'x' , 'y' ", #"{"a":"x"}"#, #""y""#),
        FilterCase("$[?@.k == 'a' || @.k == 'b'].v | join: '|'", #"[{"k":"a","v":1},{"k":"b","v":2}]"#, #""1|2""#),
        FilterCase("$['a|b'] | upper", #"{"a|b":"x"}"#, #""X""#),
    ]) func `what a query selects becomes a value`(_ example: FilterCase) throws { try example.check() }

    @Test(arguments: [
        ("$.a[*]", #"{"a":["x","y"]}"#, nil, 1), ("$.a[*]", #"{"a":["x",null]}"#, #""x""#, 0),
        ("$.a[*] | first", #"{"a":["x","y"]}"#, #""x""#, 0), ("$.a[*] | join: ','", #"{"a":["x","y"]}"#, #""x,y""#, 0),
        ("$.a[*] | default: 'd'", #"{"a":["x","y"]}"#, #""d""#, 1),
        ("$.a[*] | default: 'd' | upper", #"{"a":["x","y"]}"#, #""D""#, 1),
        ("$.a[*] | default: 'd' | unique", #"{"a":["x","x"]}"#, #""x""#, 0),
        ("$.a[*] | default: 'd' | unique", #"{"a":["x","y"]}"#, #""d""#, 1),
        ("$.a[*] | upper | default: 'd'", #"{"a":["x","y"]}"#, #""d""#, 1),
        (#""a-{{ $.a[*] }}""#, #"{"a":["x","y"]}"#, nil, 1),
        (#""a-{{ $.a[*] | last }}""#, #"{"a":["x","y"]}"#, #""a-y""#, 0),
        (#"["$.a[*]", "$.b"]"#, #"{"a":["x","y"],"b":"z"}"#, #""z""#, 1),
        ("$.a | split: ','", #"{"a":"x,y"}"#, nil, 1), ("$.a", #"{"a":"x"}"#, #""x""#, 0),
    ]) func `several values where one is needed are a misfit`(
        _ value: String,
        _ body: String,
        _ json: String?,
        _ misfits: Int
    ) throws {
        let trial = try ValueTrial.run(value, body, single: true)
        #expect(trial.json == json)
        #expect(trial.misfits.count == misfits)
    }

    @Test(arguments: [
        FilterCase("$.a | default: 'd'", "{}", #""d""#), FilterCase("$.a | default: 'd'", #"{"a":null}"#, #""d""#),
        FilterCase("$.a | default: 'd'", #"{"a":""}"#, #""d""#),
        FilterCase("$.a | default: 'd'", #"{"a":"x"}"#, #""x""#),
        FilterCase("$.a | default: 'd'", #"{"a":0}"#, "0"), FilterCase("$.a | default: 'd'", #"{"a":false}"#, "false"),
        FilterCase("$.a | default: 0", "{}", "0"), FilterCase("$.a | default: 1.50", "{}", "1.50"),
        FilterCase("$.a | default: false", "{}", "false"), FilterCase("$.a | default: \"it's\"", "{}", #""it's""#),
        FilterCase("$.a | default: ''", "{}", nil), FilterCase("$.a | default: '' | default: 'e'", "{}", #""e""#),
        FilterCase("$.a | default: 'd' | upper", "{}", #""D""#),
        FilterCase("$.a | upper | default: 'd'", "{}", #""d""#),
        FilterCase("$.a | number | default: 0", #"{"a":"x"}"#, "0", misfits: 1),
        FilterCase("$.a | number | plus: 1 | default: 0", #"{"a":"x"}"#, "0", misfits: 1),
        FilterCase("$.a | default: $.b", #"{"b":"x"}"#, #""x""#), FilterCase("$.a | default: $.b", "{}", nil),
        FilterCase("$.a | default: $.b", #"{"b":null}"#, nil), FilterCase("$.a | default: $.b", #"{"b":""}"#, nil),
        FilterCase("$.a | default: $.b", #"{"b":{}}"#, nil, misfits: 1),
        FilterCase("$.a | default: $.b[*]", #"{"b":[1,2]}"#, nil, misfits: 1),
        FilterCase("$.a | default: $.b[*]", #"{"b":[null,2]}"#, "2"),
        FilterCase("$.a | default: $.b | default: 'c'", #"{"b":{}}"#, #""c""#, misfits: 1),
        FilterCase("$.a | default: $.b", #"{"a":"x","b":{}}"#, #""x""#),
        FilterCase("$.a | default: 'd'", #"{"a":{}}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: 'd'", #"{"a":[]}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: 'd'", #"{"a":[1]}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: 'd' | upper", #"{"a":[1]}"#, #""D""#, misfits: 1),
        FilterCase("$.a | default: 'd' | join: ','", #"{"a":[1,2]}"#, #""1,2""#),
        FilterCase("$.a | default: 'd' | count", #"{"a":[1,2]}"#, "2"),
        FilterCase("$.a[*] | default: 'd'", #"{"a":["","x"]}"#, #""; x""#),
        FilterCase("$.a[*] | default: 'd'", #"{"a":[1,{}]}"#, #""d""#, misfits: 1),
        FilterCase("$.a[*] | number | default: 'd'", #"{"a":["1","x"]}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: 'd' | default: 'e'", #"{"a":{}}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: 'd' | default: $.b", #"{"a":{}}"#, #""d""#, misfits: 1),
        FilterCase("$.a | default: $.b | default: 'e'", #"{"a":{}}"#, #""e""#, misfits: 1),
        FilterCase("$.a | default: 'd' | first | default: 'e'", #"{"a":[{}]}"#, #""e""#, misfits: 1),
        FilterCase("$.a[*] | default: 'd' | truncate: $.b", #"{"a":[1,{}],"b":1}"#, #""d""#, misfits: 1),
        FilterCase("$.a[*] | default: 7 | number", #"{"a":["x",{}]}"#, "7", misfits: 1),
    ]) func `default takes over from what is missing and from misfits before it`(_ example: FilterCase) throws {
        try example.check()
    }

    @Test func `the root, the key and the path of the current node are values`() throws {
        let body = #"{"profile":{"address":{"street":"x"}},"list":["a","b"]}"#
        #expect(try ValueTrial.run("$key | upper", body, each: "$.profile.*").json == #""ADDRESS""#)
        #expect(
            try ValueTrial.run("$path", body, each: "$.profile.address.street").json == #""profile.address.street""#
        )
        #expect(try ValueTrial.run("$key", body, each: "$.list[1]").json == "1")
        #expect(try ValueTrial.run("$key | plus: 1", body, each: "$.list[1]").json == "2")
        #expect(try ValueTrial.run(#""q{{ $key }}""#, body, each: "$.list[1]").json == #""q1""#)
        #expect(try ValueTrial.run("$.list | join: $key", body, each: "$.list[1]").json == #""a1b""#)
    }

    @Test func `the request is looked at by its own root`() throws {
        let request = #"{"query":{"client":"acme"},"headers":{"x-id":"7"},"received_at":"2026-01-01T00:00:00Z"}"#
        #expect(try ValueTrial.run("$request.query.client", "{}", request: request).json == #""acme""#)
        #expect(try ValueTrial.run("$request.headers['x-id'] | number", "{}", request: request).json == "7")
        #expect(try ValueTrial.run("$request.query", "{}", request: request).misfits.count == 1)
    }

    @Test(arguments: [
        ("$ | number", #""abc""#, "number: 'abc' is not a number"),
        ("$.a", #"{"a":[1]}"#, "selects an array, not a single value"),
        ("$ | upper", #"{"a":[1]}"#, "upper: an object is no single value"),
        ("$ | cents", "19.999", "cents: 19.999 has more decimals than the currency's 2"),
        ("$.a | plus: $.b", #"{"a":1}"#, "plus: its argument $.b selects nothing"),
        (
            "$ | number", #""a\nb 0123456789012345678901234567890123456789""#,
            "number: 'a b 012345678901234567890123456789012345…' is not a number"
        ),
    ]) func `a misfit says what did not fit`(_ expression: String, _ body: String, _ message: String) throws {
        #expect(try ValueTrial.run(expression, body).misfits == [message])
    }
}
