import Domain
import JSON
import Signatures
import Testing

@testable import Mappings

struct DedupeKeyTests {
    @Test func `the hash is over project, action and payload, its names sorted by their bytes`() throws {
        let result = try evaluated(
            """
            { "action": "Quiz \\"A\\"", "project": "acme", "session": 7, "email": "$.e", "dateTime": "$.t",
              "fields": { "z": 1.50, "Z": "ä", "a\\"b": true, "a!b": 2, "é": 3 } }
            """,
            #"{"e":"ada@example.com","t":"2023-11-05T21:18:04Z"}"#
        )
        let expected =
            #"["acme","Quiz \"A\"",{"Z":"ä","a!b":2,"a\"b":true,"dateTime":"2023-11-05T21:18:04+00:00","#
            + #""email":"ada@example.com","session":7,"z":1.50,"é":3}]"#
        #expect(result.actions.map(\.dedupeKey.hash) == [SHA256.hash(Array(expected.utf8))])
        #expect(result.actions.map(\.dedupeKey.dateTime) == [Timestamp(seconds: 1_699_219_084)])
        #expect(result.actions.map(\.dedupeKey.window) == [.days(90)])
    }

    @Test(arguments: [3, 64, 65, 200])
    func `names that begin alike are sorted by what follows, however many there are`(count: Int) throws {
        // Beyond eight bytes alike, some the beginning of others, one with a zero byte where another ends.
        var names = (0..<count).map { "question_\($0 * 7919 % count)" } + ["question", "question_", "q", "q\u{0}"]
        let members = names.map { "\"\($0 == "q\u{0}" ? "q\\u0000" : $0)\":1" }.joined(separator: ",")
        let result = try evaluated(
            #"{ "action": "a", "session": "s", "flatten": [{ "from": "$" }] }"#,
            "{\(members)}"
        )
        names.append("session")
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { $0 == "session" ? #""session":"s""# : "\"\($0 == "q\u{0}" ? "q\\u0000" : $0)\":1" }
        let expected = #"["default","a",{"# + sorted.joined(separator: ",") + "}]"
        #expect(result.actions.map(\.dedupeKey.hash) == [SHA256.hash(Array(expected.utf8))])
    }

    @Test func `names within a purchase are sorted too`() throws {
        let result = try evaluated(
            """
            { "session": "s", "dateTime": 0, "fields": { "a": 1, "z": 2 },
              "purchase": [
                { "sku": "A", "label": "L", "total": 5, "order": "O", "currency": "USD", "fields": { "b": 1, "B": 2 } },
                { "sku": "B", "label": "L", "total": 6, "order": "O", "currency": "USD" } ] }
            """,
            "{}"
        )
        let expected =
            #"["default","__commerce_action__",{"a":1,"dateTime":"1970-01-01T00:00:00+00:00","purchase_data":["#
            + #"{"B":2,"__currency__":"USD","__label__":"L","__order__":"O","__sku__":"A","__total_in_cents__":5,"b":1},"#
            + #"{"__currency__":"USD","__label__":"L","__order__":"O","__sku__":"B","__total_in_cents__":6}],"#
            + #""session":"s","z":2}]"#
        #expect(result.actions.map(\.dedupeKey.hash) == [SHA256.hash(Array(expected.utf8))])
    }

    @Test(arguments: [
        (
            #"{"id":"x","t":"2023-11-05T21:18:04.120+02:00"}"#,
            #"["default","a","2023-11-05T21:18:04.12+02:00",["x",null,1.50]]"#
        ),
        (#"{"id":12345678901234567890}"#, #"["default","a",null,[12345678901234567890,null,1.50]]"#),
        (#"{"id":["p","q"],"b":true}"#, #"["default","a",null,["p; q",true,1.50]]"#),
    ])
    func `with by, the hash is over the values named`(body: String, expected: String) throws {
        let result = try evaluated(
            """
            { "action": "a", "session": "s", "dateTime": "$.t", "fields": { "other": "$.id" },
              "dedupe": { "by": [["$.id[*]", "$.id"], "$.b", 1.50], "window": "2h" } }
            """,
            body
        )
        #expect(result.actions.map(\.dedupeKey.hash) == [SHA256.hash(Array(expected.utf8))])
        #expect(result.actions.map(\.dedupeKey.window) == [.hours(2)])
    }

    @Test func `without by, a window changes only the window`() throws {
        let plain = try evaluated(#"{ "action": "a", "session": "s", "dateTime": 0 }"#, "{}")
        let short = try evaluated(
            #"{ "action": "a", "session": "s", "dateTime": 0, "dedupe": { "window": "5m" } }"#,
            "{}"
        )
        #expect(plain.actions.map(\.dedupeKey.hash) == short.actions.map(\.dedupeKey.hash))
        #expect(short.actions.map(\.dedupeKey.window) == [.minutes(5)])
    }

    @Test func `the order of fields does not count, the time does`() throws {
        let action = { (fields: String, time: Int) in
            #"{ "action": "a", "session": "s", "dateTime": \#(time), "fields": { \#(fields) } }"#
        }
        let keys = try [action(#""x": 1, "y": 2"#, 0), action(#""y": 2, "x": 1"#, 0), action(#""x": 1, "y": 2"#, 1)]
            .map { try evaluated($0, "{}").actions.map(\.dedupeKey.hash) }
        #expect(keys[0] == keys[1])
        #expect(keys[0] != keys[2])
    }
}
