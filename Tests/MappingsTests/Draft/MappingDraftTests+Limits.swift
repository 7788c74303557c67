import Testing

@testable import Mappings

/// Where a guess of a draft ends, and what it leaves out.
extension MappingDraftTests {
    @Test(arguments: [
        ("1767229200", "seconds"), ("99999999999", "seconds"), ("100000000000", "milliseconds"),
        ("99999999999999", "milliseconds"), ("100000000000000", "microseconds"),
    ])
    func `a number is a time by its name and length, which tell its unit`(number: String, unit: String) throws {
        let mapping = try Self.draft(#"{ "email": "a@b.de", "created_at": \#(number) }"#).mapping
        #expect(mapping.contains("when it happened, in \(unit) since 1970."), "\(mapping)")
    }

    @Test(arguments: [8, 9])
    func `of more than eight kinds of events none is told apart`(count: Int) throws {
        let bodies = (1...count).map { #"{ "type": "kind_\#($0)", "email": "a@b.de" }"# }
        let draft = try MappingDraft(
            source: "quiz",
            bodies: bodies.map { MappingDraft.Body(bytes: Array($0.utf8), isForm: false) }
        )
        #expect(draft.mapping.contains("every event is the same") == (count == 9))
    }

    @Test(arguments: [
        [#"{ "a": { "b": { "type": "lead" } }, "email": "a@b.de" }"#],
        [#"{ "type": "lead", "email": "a@b.de" }"#, #"{ "email": "a@b.de" }"#],
    ])
    func `a word that stands deep or not in every event tells no kinds apart`(bodies: [String]) throws {
        let draft = try MappingDraft(
            source: "quiz",
            bodies: bodies.map { MappingDraft.Body(bytes: Array($0.utf8), isForm: false) }
        )
        #expect(draft.mapping.contains("every event is the same"))
    }

    @Test func `forty fields are made and twenty places named that are left out`() throws {
        let body = "{" + (1...61).map { #""n\#($0)": \#($0)"# }.joined(separator: ",") + "}"
        let mapping = try Self.draft(body).mapping
        #expect(mapping.contains(#""n40": "$.n40""#) && !mapping.contains(#""n41""#))
        #expect(mapping.contains("//   $.n60\n") && !mapping.contains("$.n61"))
        #expect(mapping.contains("//   and 1 more\n"))
    }

    @Test(arguments: [300, 301])
    func `a value of more than 300 bytes is no field`(length: Int) throws {
        let payload = try Self.payload(#"{ "email": "a@b.de", "note": "\#(String(repeating: "x", count: length))" }"#)
        #expect(payload.contains("note") == (length == 300))
    }

    @Test(arguments: [24, 25])
    func `an amount of more than 32 bytes is none`(spaces: Int) throws {
        let body = #"{ "total": "29,90\#(String(repeating: " ", count: spaces))€", "order_id": 7 }"#
        #expect(try Self.draft(body).mapping.contains("purchase") == (spaces == 24))
    }

    @Test(arguments: [17, 18])
    func `a date of more than 32 bytes is none`(spaces: Int) throws {
        let body = #"{ "email": "a@b.de", "datum": "22.11.2026\#(String(repeating: " ", count: spaces))14:30" }"#
        #expect(try Self.draft(body).mapping.contains("%d.%m.%Y") == (spaces == 17))
    }

    @Test func `of the places of an answer sixteen are taken`() throws {
        let types = [
            "text", "choice", "choices", "rating", "number", "boolean", "url", "file_url", "selected", "checked",
            "input", "slider_input", "rating_input", "response_text", "phone_number", "result", "other",
        ]
        let answers = types.map { #"{ "label": "\#($0)", "\#($0)": "x \#($0)" }"# }.joined(separator: ", ")
        let payload = try Self.payload(#"{ "answers": [\#(answers)] }"#)
        #expect(types.filter { payload.contains("\"q_\($0)\":\"x \($0)\"") } == types.dropLast())
    }

    @Test func `a comment fills the 80 columns of a terminal, and no more`() throws {
        let lines = try (0..<40).flatMap { length in
            let name = String(repeating: "x", count: length) + "y"
            let body = #"{ "\#(name)": { "total": "29,900", "currency": "EUR", "order_id": 7 } }"#
            return try Self.draft(body).mapping.split(separator: "\n").map(String.init)
        }
        let comments = lines.filter { $0.drop { $0 == " " }.hasPrefix("// ") && !$0.contains("//   ") }
        #expect(comments.map(\.count).max() == 80)
    }

    @Test func `places of the same name make fields that are told apart`() throws {
        let payload = try Self.payload(#"{ "a": { "x": 1, "X": 2, "x ": 3, "x_": 4 } }"#)
        #expect(payload == #"{"x":1,"a_x":2,"a_x_2":3,"a_x_3":4}"#)
    }

    @Test(arguments: [
        (#"{ "q1": "a", "q2": "b", "c": "d", "e": "f" }"#, true), (#"{ "q1": "a", "q2": "b" }"#, false),
        (#"{ "q1": "a", "c": "d", "e": "f" }"#, false),
    ])
    func `names are data where there are some, half of them with numbers`(object: String, areData: Bool) throws {
        let mapping = try Self.draft(#"{ "email": "a@b.de", "given": \#(object) }"#).mapping
        #expect(mapping.contains("names are data") == areData)
    }
}
