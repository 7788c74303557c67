import Domain
import JSON
import Testing

@testable import Mappings

struct MappingEvaluatorTests {
    @Test func `an event evaluated after others becomes what it becomes alone`() throws {
        let mapping = try compiled(
            """
            { "verify": { "none": true }, "actions": [{
                "action": "a", "each": "$.each[*]", "session": "$.s", "dateTime": 0, "fields": { "f": "$.f | number" },
                "flatten": [
                  { "from": "$.deep" },
                  { "each": "$.each[*]", "key": "k_{{ @.k | slug }}", "value": "@.v | capture: '[0-9]+'" } ] }] }
            """
        )
        let long = String(repeating: "x", count: 400_000)
        let members = (0..<200).map { "\"name \($0)\":[1,{\"a\":\($0)}]" }.joined(separator: ",")
        let bodies = [
            #"{"each":[{"k":"One!","v":"a1"},{"k":"Two","v":"b22"}],"s":"x","f":"1.50","deep":{"a":{"b":[1,2]}}}"#,
            #"{"each":[{"k":"One!","v":"a1"}],"s":"\#(long)","deep":{\#(members)}}"#,
            #"{"each":[{"k":"","v":"-"}],"s":{"no":"scalar"},"f":"none"}"#,
            #"{"each":[{"k":"Ä b","v":"x7y8"},{"k":"Ä b","v":"9"}],"s":"y"}"#,
            "[]",
        ]
        let inputs = try bodies.map { MappingInput(body: try JSONDocument(parsing: Array($0.utf8))) }
        let evaluator = MappingEvaluator()
        for input in inputs + inputs.reversed() {
            let alone = mapping.evaluate(input)
            let result = evaluator.evaluate(input, by: mapping)
            #expect(result.state == alone.state)
            #expect(result.actions == alone.actions)
            #expect(result.warnings == alone.warnings)
            #expect(result.error == alone.error)
        }
    }

    @Test func `as many names in another order make the key that they make alone`() throws {
        let mapping = try compiled(
            #"{ "verify": { "none": true }, "actions": [{ "action": "a", "dateTime": 0, "flatten": [{ "from": "$" }] }] }"#
        )
        let bodies = [
            #"{"a":1,"b":2,"c":3}"#, #"{"c":3,"a":1,"b":2}"#, #"{"long name 2":1,"long name 1":2,"b":3}"#,
            #"{"long name 1":2,"long name 2":1,"b":3}"#, #"{"b":2,"c":3,"a":1}"#,
        ]
        let evaluator = MappingEvaluator()
        var keys: [DedupeKey] = []
        for body in bodies {
            let input = MappingInput(body: try JSONDocument(parsing: Array(body.utf8)))
            let result = evaluator.evaluate(input, by: mapping)
            #expect(result.actions == mapping.evaluate(input).actions)
            keys += result.actions.map(\.dedupeKey)
        }
        #expect(keys.count == 5)
        #expect(keys[0] == keys[1] && keys[0] == keys[4])
        #expect(keys[2] == keys[3] && keys[2] != keys[0])
    }

    @Test(arguments: [
        #""2023-11-05 21:18:04.50""#, #""20231105""#, #""1699219084""#, "1699219084123",
        #""Sun, 05 Nov 2023 21:18:04 GMT""#,
        #""no date""#, #""""#, #""  ""#, "null", "true", "[]", "{}", #"["2023-11-05"]"#,
        #""2023-11-05T21:18:04\u002B02:00""#,
    ])
    func `a time is read where it stands as it is by way of the filter's text`(time: String) throws {
        let body = #"{"t":\#(time)}"#
        let short = try evaluated(#"{ "action": "a", "dateTime": "$.t | date" }"#, body)
        let long = try evaluated(#"{ "action": "a", "dateTime": "$.t | date" }"#, body, explaining: .everything)
        #expect(short.actions == long.actions)
        #expect(short.warnings == long.warnings)
        #expect(short.error == long.error)
    }

    @Test func `where nodes stand is known wherever it is asked for`() throws {
        let result = try evaluated(
            """
            { "action": "a", "each": "$.list[*]", "session": "s", "dateTime": 0, "fields": { "place": "$path" },
              "flatten": [
                { "each": "@.inner[*]", "key": "plain_{{ @ }}", "value": "@" },
                { "each": "@.inner[*]", "key": "{{ $path | replace: '.', '_' }}", "value": "$key" },
                { "from": "@.tree", "leaf": "@[?$path == 'list.0.tree.b']" } ] }
            """,
            #"{"list":[{"inner":["x","y"],"tree":{"a":{"n":1},"b":{"n":2}}}]}"#
        )
        let payload =
            #"{"session":"s","dateTime":"1970-01-01T00:00:00+00:00","place":"list.0","plain_x":"x","#
            + #""plain_y":"y","list_0_inner_0":0,"list_0_inner_1":1,"a_n":1,"b":2}"#
        #expect(result.actions.map { String(decoding: $0.payload, as: UTF8.self) } == [payload])
    }
}
