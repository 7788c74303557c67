import JSON
import JSONPath
import Testing

@testable import Mappings

@Suite struct CompiledValueTests {
    @Test(arguments: [
        (#""plain""#, #""plain""#), (#""""#, nil), ("19.90", "19.90"), ("1e2", "1e2"), ("true", "true"),
        ("false", "false"),
        (#""{{ $.a }}""#, #""x""#), (#""{{$.a}}""#, #""x""#), (#""a{{ $.a }}b{{ $.n }}c""#, #""axb1.50c""#),
        (#""{{ $.a }}{{ $.none }}""#, nil), (#""a {{ $.none | default: '-' }} b""#, #""a - b""#),
        (#""{{ '$5 off' }}""#, #""$5 off""#), (#""{{ \"@home\" }}""#, #""@home""#),
        (#""{{ 5 | plus: 1 }} {{ true }}""#, #""6 true""#),
        (#""{{ '{{' }} {{ '}}' }}""#, #""{{ }}""#), (#""{{ 'it\\'s' }}""#, #""it's""#),
        (#""{{ '\\u00e9\\ud83d\\ude00\\n' }}""#, #""é😀\n""#),
        (#""{{ '' }}""#, nil), (#""a } b }} c { d""#, #""a } b }} c { d""#), (#""{{ $.list[*] }}!""#, #""p; q!""#),
        (#""{{ $['}}'] }}""#, #""odd""#), (#""{{ $.q[?@.k == '}}'].v }}""#, "\"found\""),
        (#""{{ $.list }}""#, nil), (#"" {{ $.a }}""#, #"" x""#), (#""{{\t$.a\n|\tupper }}""#, #""X""#),
        (#""q_{{ $.a | slug }}""#, #""q_x""#), (#""{{{ $.a }}}""#, nil),
        (#"["$.none", "$.a"]"#, #""x""#), (#"["$.none", ""]"#, nil), (#"["$.none", 7]"#, "7"),
        (#"["$.a", "$.n"]"#, #""x""#),
        (#"["{{ $.none }}x", "$.n"]"#, "1.50"), (#"["$.n | boolean", "$.a"]"#, #""x""#),
        (#"["$.none", false]"#, "false"),
        (#""$.a // c""#, nil),
    ]) func `values of every kind`(_ value: String, _ json: String?) throws {
        let body = #"{"a":"x","n":1.50,"list":["p","q"],"}}":"odd","q":[{"k":"}}","v":"found"}]}"#
        guard !["{{{", "//"].contains(where: value.contains) else {
            #expect(throws: ValueTrial.Refused.self) { try ValueTrial.run(value, body) }
            return
        }
        #expect(try ValueTrial.run(value, body).json == json)
    }

    @Test(arguments: [
        ("null", "wrong-type"), ("{}", "wrong-type"), ("[]", "invalid-value"),
        (#"["$.a", null]"#, "wrong-type"),
    ]) func `what is no value is refused`(_ value: String, _ code: String) throws {
        #expect(try ValueTrial.problems(value).filter { $0.severity == .error }.map(\.code.rawValue) == [code])
    }

    /// Neighbours whose queries differ in their last name alone are looked for together.
    @Test(arguments: [
        (#"["@.a[*].x", "@.a[*].y"]"#, #"{"a":[{"y":1},{"x":""},{"x":null}]}"#, "1"),
        (#"["@.a[*].x", "@.a[*].y"]"#, #"{"a":[{"y":1},{"y":2}]}"#, #""1; 2""#),
        (#"["@.a[*].x", "@.a[*].y | count"]"#, "{}", "0"),
        (#"["@.a[*].x", "@.a[*].y | default: 'z'", "@.a[*].z"]"#, #"{"a":[{"z":3}]}"#, #""z""#),
        (#"["@.a.x", "@.a.y", "@.b.y", "@.b.x"]"#, #"{"a":{},"b":{"x":5}}"#, "5"),
        (#"["@.a.x", "-", "@.a.y"]"#, #"{"a":{"y":1}}"#, #""-""#),
        (#"["@.b", "@.a[*].x | number", "@.a[*].y | upper"]"#, #"{"b":null,"a":[{"x":"n","y":"u"}]}"#, #""U""#),
        (#"["@.a[*].x", "@.a[*].y"]"#, #"{"a":[{"x":{}},{"y":"y"}]}"#, #""y""#),
    ])
    func `alternatives that look in the same nodes give what each gives by itself`(
        value: String,
        body: String,
        expected: String
    ) throws {
        #expect(try ValueTrial.run(value, body).json == expected)
        // A trace asks them one by one.
        #expect(try ValueTrial.run(value, body, trace: EvaluationTrace()) == ValueTrial.run(value, body))
    }

    @Test func `alternatives behind one that is never missing are pointed out`() throws {
        let problems = try ValueTrial.problems(#"["$.a | default: 'x'", "$.b"]"#)
        #expect(problems.map(\.code) == [.neverMissing])
        #expect(problems.map(\.severity) == [.warning])
        #expect(problems.map(\.column) == [24])
        #expect(try ValueTrial.problems(#"["$.a", "$.b", "c"]"#).isEmpty)
        #expect(try ValueTrial.problems(#"["a{{ $.a }}", "$.b | default: ''", "c"]"#).isEmpty)
    }

    @Test func `a literal is seen in the file`() throws {
        var (compiler, diagnostics) = (ValueContext(), DiagnosticBag(file: "x", bytes: []))
        #expect(compiler.value("Quiz Completed", &diagnostics)?.constantText == "Quiz Completed")
        #expect(compiler.value("", &diagnostics)?.constantText == "")
        #expect(compiler.value("Quiz {{ $.a }}", &diagnostics)?.constantText == nil)
        #expect(compiler.value("$.a", &diagnostics)?.constantText == nil)
        #expect(compiler.value("$key", &diagnostics)?.roots == [.key])
        #expect(compiler.value("a {{ $request.x }} {{ @.b }}", &diagnostics)?.roots == [.request, .current])
    }

    @Test func `a trace tells each step`() throws {
        let trace = EvaluationTrace()
        _ = try ValueTrial.run(
            #"["$.a | number | plus: 1", "x{{ $.b[*] | upper }}"]"#,
            #"{"a":"q","b":["c","d"]}"#,
            trace: trace
        )
        #expect(
            trace.takeSteps().map { "\($0.kind.rawValue) \($0.text) -> \($0.result)" } == [
                "query $.a -> \"q\"", "misfit number: 'q' is not a number -> missing", "filter | plus: 1 -> missing",
                "alternative 1 of 2 -> missing", "query $.b[*] -> 2 values: \"c\", \"d\"",
                "filter | upper -> 2 values: \"C\", \"D\"", "template x{{ $.b[*] | upper }} -> \"xC; D\"",
                "alternative 2 of 2 -> \"xC; D\"",
            ]
        )
        #expect(trace.steps.isEmpty)
    }
}
