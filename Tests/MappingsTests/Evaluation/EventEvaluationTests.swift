import Domain
import JSON
import JSONPath
import Testing

@testable import Mappings

struct EventEvaluationTests {
    @Test(arguments: [
        (#""session": "$.s", "email": "$.e","#, "S1"),
        (#""session": "$.none", "email": "$.e","#, "ada@example.com"),
        (#""session": "$.n","#, "12345678901234567890"),
        (#""session": "$.none","#, nil),
    ])
    func `the lane is the session, else the e-mail`(identity: String, lane: String?) throws {
        let result = try evaluated(
            #"{ "action": "a", \#(identity) "dateTime": 0 }"#,
            #"{"s":"S1","e":"ada@example.com","n":12345678901234567890}"#
        )
        #expect(result.actions.map(\.lane) == [lane])
    }

    @Test func `the same event gives the same bytes`() throws {
        let body = #"{"a":{"b":1,"c":[1,2],"d":{"b":1}},"e":"x"}"#
        let action = #"{ "action": "a", "session": 1, "dateTime": 0, "flatten": [{ "from": "$" }, { "from": "$.a" }] }"#
        let first = try evaluated(action, body)
        for _ in 0..<20 { #expect(try evaluated(action, body).actions == first.actions) }
    }

    @Test func `an event makes no more actions than can be handled`() throws {
        let body = "[" + String(repeating: "1,", count: 10_000) + "1]"
        let result = try evaluated(#"{ "action": "a", "each": "$[*]", "session": "$key", "dateTime": 0 }"#, body)
        #expect(result.state == .unmapped)
        #expect(result.error == EventWarning(field: "action", message: "the event makes more than 10000 actions"))
        #expect(result.actions.isEmpty)
    }

    @Test func `an event's actions take no more memory than can be spared`() throws {
        let body =
            #"{"big":"\#(String(repeating: "x", count: 1_000_000))","list":[\#(String(repeating: "1,", count: 200))1]}"#
        let result = try evaluated(
            #"{ "action": "a", "each": "$.list[*]", "session": "$key", "dateTime": 0, "fields": { "b": "$.big" } }"#,
            body
        )
        #expect(result.error == EventWarning(field: "action", message: "the event's actions take more than 64 MiB"))
    }

    @Test(arguments: [
        #""flatten": [{ "from": "$.below" }]"#,
        #""flatten": [{ "each": "$.list[*]", "key": "k_{{ $key }}", "value": "$.big" }]"#,
        #""purchase": { "each": "$.list[*]", "sku": "$.big", "label": "l", "total": 1, "order": "o", "currency": "USD" }"#,
    ]) func `nor does a single action, however often it asks for the same long name or text`(rule: String) throws {
        // Made whole before it was looked at, each would need a hundred gigabytes.
        let big = String(repeating: "x", count: 1_000_000)
        let members = (0..<100_000).map { #""\#($0)":1"# }.joined(separator: ",")
        let list = String(repeating: "1,", count: 100_000) + "1"
        let body = #"{"big":"\#(big)","list":[\#(list)],"below":{"\#(big)":{\#(members)}}}"#
        let name = rule.contains("purchase") ? "" : #""action": "a", "#
        let result = try evaluated(#"{ \#(name)"session": 1, "dateTime": 0, \#(rule) }"#, body)
        #expect(result.error == EventWarning(field: "action", message: "the event's actions take more than 64 MiB"))
    }

    @Test func `a template that asks for the same long text very often becomes no longer than any other text`() throws {
        let big = String(repeating: "x", count: 900_000)
        let often = String(repeating: "{{ $.big }}", count: 2_000)
        let warning = "the text becomes longer than 16 MiB"
        let fields = #""fields": { "b": "\#(often)", "c": ["\#(often)", "other"] }"#
        let result = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, \#(fields) }"#,
            #"{"big":"\#(big)"}"#
        )
        #expect(result.error == nil)
        #expect(result.warnings == ["b", "c"].map { EventWarning(field: $0, message: warning) })
        #expect(
            result.actions.first.map { String(decoding: $0.payload, as: UTF8.self) }?.contains(#""c":"other""#) == true
        )
        let name = #""flatten": [{ "each": "$", "key": "\#(often)", "value": 1 }]"#
        let flattened = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, \#(name) }"#,
            #"{"big":"\#(big)"}"#
        )
        #expect(flattened.warnings == [EventWarning(field: "flatten", message: warning)])
        let session = try evaluated(#"{ "action": "a", "session": "\#(often)", "dateTime": 0 }"#, #"{"big":"\#(big)"}"#)
        #expect(session.error == EventWarning(field: "session", message: warning))
    }

    @Test func `one element of a purchase takes no more than can be spared`() throws {
        let big = String(repeating: "x", count: 900_000)
        let fields = (0..<2_000).map { #""f\#($0)": "$.big""# }.joined(separator: ", ")
        let result = try evaluated(
            """
            { "session": 1, "dateTime": 0, "purchase": {
              "sku": "s", "label": "l", "total": 1, "order": "o", "currency": "USD", "fields": { \(fields) } } }
            """,
            #"{"big":"\#(big)"}"#
        )
        #expect(result.error == EventWarning(field: "action", message: "the event's actions take more than 64 MiB"))
    }

    @Test func `a text read as JSON for each of very many nodes is kept no more often than can be spared`() throws {
        let inner = "[" + String(repeating: "1,", count: 450_000) + "1]"
        let list = String(repeating: "1,", count: 50) + "1"
        let result = try evaluated(
            #"{ "action": "a", "each": "$.list[*]", "session": "$key", "dateTime": 0, "fields": { "n": "$.text | json | count" } }"#,
            #"{"text":"\#(inner)","list":[\#(list)]}"#
        )
        #expect(result.warnings.last?.message == "json: the texts that hold objects or arrays take more than 64 MiB")
    }

    @Test func `the same long text within a text is taken out no more often than can be spared`() throws {
        let names = Array(repeating: "'a'", count: 2_000).joined(separator: ",")
        let result = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, "fields": { "n": "$.text | json: \"$[\#(names)]\" | count" } }"#,
            #"{"text":"{\"a\":\"\#(String(repeating: "x", count: 800_000))\"}"}"#
        )
        #expect(result.error == nil)
        #expect(result.warnings == [EventWarning(field: "n", message: "json: the text becomes longer than 16 MiB")])
    }

    @Test func `the same long text is split no more often than can be spared`() throws {
        let names = Array(repeating: "'text'", count: 10).joined(separator: ",")
        let result = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, "fields": { "n": "$[\#(names)] | split: ';' | count" } }"#,
            #"{"text":"\#(String(repeating: "a;", count: 200_000))"}"#
        )
        #expect(result.warnings == [EventWarning(field: "n", message: "split: it makes more than 1000000 values")])
    }

    @Test func `the values that tell an action apart take no more than can be spared`() throws {
        let big = String(repeating: "x", count: 900_000)
        let values = Array(repeating: #""$.big""#, count: 2_000).joined(separator: ", ")
        let result = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, "dedupe": { "by": [\#(values)] } }"#,
            #"{"big":"\#(big)"}"#
        )
        #expect(result.error == EventWarning(field: "dedupe", message: "the values of 'by' take more than 64 MiB"))
    }

    @Test func `a long text that tells each action of many apart uses up the event's steps`() throws {
        let big = String(repeating: "x", count: 1_000_000)
        let list = String(repeating: "1,", count: 200) + "1"
        let result = try evaluated(
            #"{ "action": "a", "each": "$.list[*]", "session": "$key", "dateTime": 0, "dedupe": { "by": ["$.big", "$key"] } }"#,
            #"{"big":"\#(big)","list":[\#(list)]}"#
        )
        #expect(result.error?.field == "dedupe")
    }

    @Test func `an action's name is no longer than an address can be`() throws {
        let longest = String(repeating: "x", count: 8_000)
        let action = #"{ "action": "$.name", "session": 1, "dateTime": 0 }"#
        let named = try evaluated(action, #"{"name":"\#(longest)"}"#)
        #expect(named.actions.map(\.name.text) == [longest])
        let result = try evaluated(action, #"{"name":"\#(longest)x"}"#)
        #expect(result.state == .unmapped)
        let message = "an action's name has 8000 bytes at most, this one has 8001"
        #expect(result.error == EventWarning(field: "action", message: message))
    }

    @Test func `of very many warnings the first hundred are kept`() throws {
        let body = "[" + String(repeating: #"{"x":"y"},"#, count: 250) + "1]"
        let result = try evaluated(
            """
            { "action": "a", "session": 1, "dateTime": 0,
              "flatten": [{ "each": "$[*]", "key": "k{{ $key }}", "value": "@.x | number" }] }
            """,
            body
        )
        #expect(result.warnings.count == 101)
        #expect(result.warnings.last == EventWarning(field: "k99", message: "and 150 warnings more"))
    }

    @Test func `many fields of one name are numbered in time`() throws {
        let body = "[" + String(repeating: "1,", count: 20_000) + "1]"
        let result = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, "flatten": [{ "each": "$[*]", "key": "n", "value": "@" }] }"#,
            body
        )
        let payload = try JSONDocument(parsing: try #require(result.actions.first).payload)
        withExtendedLifetime(payload) {
            #expect(payload.root.count == 20_003)
            #expect(payload.root["n_20001"]?.text == "1")
        }
    }

    @Test func `a body too large for the queries is no body half looked at`() throws {
        let body =
            "[" + String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
            + String(repeating: ",1", count: 2_000) + "]"
        let result = try evaluated(
            #"{ "action": "a", "session": 1, "dateTime": 0, "fields": { "x": "$..[?count($..*) > count($..[?@ == 2])]" } }"#,
            body
        )
        #expect(result.state == .unmapped)
        #expect(result.error?.field == "x")
    }

    /// Cut short, a condition would be false and a list would end: actions would be gone without a word.
    @Test(arguments: [
        ("when", #""action": "a", "when": "count($[*]) > 100""#),
        ("each", #""action": "a", "each": "$[*]""#),
        ("x", #""action": "a", "fields": { "x": "$[*]" }"#),
        ("flatten", #""action": "a", "flatten": [{ "from": "$[*]" }]"#),
        ("flatten", #""action": "a", "flatten": [{ "each": "$[*]", "key": "k", "value": "@" }]"#),
        ("flatten", #""action": "a", "flatten": [{ "from": "$", "leaf": "@[*]" }]"#),
        (
            "purchase",
            #""purchase": { "each": "$[*]", "sku": "s", "label": "l", "total": 1, "order": "o", "currency": "EUR" }"#
        ),
        ("dedupe", #""action": "a", "dedupe": { "by": ["$[*]"] }"#),
    ])
    func `wherever the event's steps are used up, it is mapped by nothing`(field: String, action: String) throws {
        let mapping = try compiled(
            #"{ "verify": { "none": true }, "actions": [{ "session": 1, "dateTime": 0, \#(action) }] }"#
        )
        let list = (0..<200).map(String.init).joined(separator: ",")
        let body = try JSONDocument(parsing: Array("[[\(list)],\(list)]".utf8))
        var evaluation = EventEvaluation(mapping, MappingInput(body: body), explaining: .none, EvaluationMemory())
        evaluation.context.query.stepsLeft = 150
        let result = evaluation.run()
        #expect(result.state == .unmapped)
        #expect(result.error?.field == field)
        #expect(result.error?.message.hasPrefix("the event is too large for this mapping's queries") == true)
    }

    @Test func `nothing is explained unless it is asked for`() throws {
        let action = #"{ "action": "a", "when": "false == true", "session": 1, "dateTime": 0 }"#
        #expect(try evaluated(action, "{}").skipped.isEmpty)
        #expect(
            try evaluated(action, "{}", explaining: .everything).skipped
                == [MappingResult.SkippedAction(action: "a", why: "when: false == true is false")]
        )
        let other = #"{ "action": "b", "session": 1, "dateTime": 0 }"#
        let both = try evaluated("\(action), \(other)", "{}", explaining: .skips)
        #expect(both.skipped.map(\.action) == ["a"])
        #expect(both.provenance.isEmpty)
    }

    @Test func `how each field came to be`() throws {
        let result = try evaluated(
            """
            { "action": "a", "session": 1, "dateTime": "$.t",
              "fields": { "x": ["$.none", "$.n | number"], "gone": "$.none" },
              "flatten": [{ "from": "$.f" }, { "each": "$.q[*]", "key": "@.k", "value": "@.v" }] }
            """,
            #"{"t":0,"n":"5","f":{"y":"z"},"q":[{"k":"q1","v":true}]}"#,
            explaining: .everything
        )
        let values = Dictionary(result.provenance.map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(values["x"] == "5")
        #expect(values["gone"] == .some(nil))
        #expect(values["y"] == #""z""#)
        #expect(values["q1"] == "true")
        let steps = result.provenance.first { $0.field == "x" }?.steps ?? []
        #expect(steps.map(\.kind) == [.query, .alternative, .query, .filter, .alternative])
        #expect(result.provenance.allSatisfy { $0.action == 0 })
        #expect(values["dateTime"] == #""1970-01-01T00:00:00+00:00""#)
    }

    @Test(arguments: ["$.t", "$.t | date"])
    func `that a dateTime was read as a date is told once`(value: String) throws {
        let mapping = #"{ "action": "a", "session": 1, "dateTime": "\#(value)" }"#
        let result = try evaluated(mapping, #"{"t":0}"#, explaining: .everything)
        let steps = result.provenance.first { $0.field == "dateTime" }?.steps ?? []
        #expect(steps.map(\.text) == ["$.t", "| date"])
    }
}
