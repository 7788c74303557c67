import Domain
import Foundation
import JSON
import TestSupport
import Testing

@testable import Mappings

struct MappingDraftTests {
    private static let samples: [String] = {
        let folder = Repository.root.appending(path: "mappings/samples")
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = walk?.compactMap { ($0 as? URL)?.path(percentEncoded: false) } ?? []
        return files.filter { $0.hasSuffix(".json") }.sorted()
    }()

    static func draft(_ bodies: String...) throws -> MappingDraft {
        try MappingDraft(
            source: "quiz",
            bodies: bodies.map {
                MappingDraft.Body(bytes: Array($0.utf8), isForm: !$0.hasPrefix("{") && !$0.hasPrefix("["))
            }
        )
    }

    /// What the drafted mapping makes of a body.
    static func result(_ draft: MappingDraft, _ body: String) throws -> MappingResult {
        let document = try BodyDecoder.decode(
            Array(body.utf8),
            type: body.hasPrefix("{") ? nil : "application/x-www-form-urlencoded"
        )
        return try compiled(draft.mapping).evaluate(MappingInput(body: document))
    }

    static func payload(_ body: String) throws -> String {
        let action = try #require(try result(draft(body), body).actions.first)
        return String(decoding: action.payload, as: UTF8.self)
    }

    @Test(arguments: samples)
    func `every sample becomes a mapping that compiles and passes its tests`(path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let draft = try MappingDraft(source: "acme/quiz", bodies: [MappingDraft.Body(bytes: bytes, isForm: false)])
        let mapping = try compiled(draft.mapping)
        let (tests, diagnostics) = MappingTestFile.compile(file: "draft.test.jsonc", bytes: Array(draft.tests.utf8))
        #expect(diagnostics.map(\.headline) == [])
        let report = try #require(tests).run(on: mapping)
        #expect(report.failureText == "")
        #expect(report.passed == 1)
        #expect(draft.mapping.contains("env:ACME_QUIZ_TOKEN"))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(draft.mapping.contains("\"email\": ") == text.lowercased().contains("@example.com"))
        #expect(!draft.mapping.contains("$request.received_at"))
        let document = try JSONDocument(parsing: bytes)
        let root = document.root
        let lists = [root["data"]?["questions"], root["answers"], root["questionnaire"], root["profile"]]
        let hasAnswers = lists.contains { list in
            guard let list else { return false }
            return list.count > 1 && list.elements.allSatisfy { $0.kind == .object }
        }
        if hasAnswers {
            #expect(draft.mapping.contains("// GUESS: questions") || draft.mapping.contains("// GUESS: names are data"))
        }
    }

    @Test(arguments: [#""a text""#, "5", "null", "[]", "[1,2]", "{}", #"[{"email":"a@b.co"}]"#])
    func `a body that is no object becomes a draft that passes, too`(body: String) throws {
        let draft = try MappingDraft(source: "quiz", bodies: [.init(bytes: Array(body.utf8), isForm: false)])
        let mapping = try compiled(draft.mapping)
        let tests = try #require(MappingTestFile.compile(file: "t", bytes: Array(draft.tests.utf8)).tests)
        #expect(tests.run(on: mapping).failureText == "")
    }

    @Test func `what fields are called is left out, and an order is no quiz`() throws {
        let body = """
            { "values": { "firstName": "Ada" }, "titles": { "firstName": "First name" }, "order_id": "A1",
              "total": "12.50", "currency": "EUR", "at": "2026-01-01" }
            """
        let mapping = try Self.draft(body).mapping
        #expect(mapping.contains("//   $.titles.firstName"))
        #expect(!mapping.contains(#""$.titles.firstName""#))
        #expect(mapping.contains(#""action": "Order Placed""#))
    }

    @Test func `the person, the time and the rest are found`() throws {
        let body = """
            { "event": "quiz_done", "createdAt": "2026-01-01T00:00:00Z", "finishedAt": 1767229200000,
              "contact": { "email": "Ada@Example.com", "firstName": "Ada" }, "hidden": { "fa_session": "s1" } }
            """
        let payload = try Self.payload(body)
        let expected =
            #"{"session":"s1","email":"ada@example.com","dateTime":"2026-01-01T01:00:00+00:00","#
            + #""created_at":"2026-01-01T00:00:00Z","first_name":"Ada"}"#
        #expect(payload == expected)
        #expect(try Self.draft(body).mapping.contains("in milliseconds since 1970"))
    }

    @Test func `questions with their answers become fields, and the address among them is the person's`() throws {
        let payload = try Self.payload(
            """
            { "submitted_at": "2026-01-01", "answers": [
              { "question": "Your goal?", "answer": "Sleep" }, { "question": "E-mail", "answer": "ada@example.com" } ] }
            """
        )
        #expect(payload.contains(#""email":"ada@example.com""#))
        #expect(payload.contains(#""q_your_goal":"Sleep""#))
        #expect(!payload.contains("q_e_mail"))
    }

    @Test func `objects whose names are data are flattened`() throws {
        let pairs = #"{ "profile": { "email": { "value": "a@b.de" }, "goal": { "value": "Sleep", "title": "Goal" } } }"#
        #expect(try Self.payload(pairs).contains(#""goal":"Sleep""#))
        let keyed = #"{ "answers": { "q1": "Yes", "q2_goal": "Sleep", "q3": "No" }, "email": "a@b.de" }"#
        #expect(try Self.payload(keyed).contains(#""q2_goal":"Sleep""#))
    }

    @Test func `each kind of event has its action`() throws {
        let draft = try Self.draft(
            #"{ "type": "quiz.started", "email": "a@b.de" }"#,
            #"{ "type": "quiz.finished", "email": "a@b.de" }"#
        )
        let names = try [#"{ "type": "quiz.started" }"#, #"{ "type": "quiz.finished" }"#, #"{ "type": "other" }"#]
            .map { try Self.result(draft, $0) }
        #expect(names.map { $0.actions.map(\.name.text) } == [["Quiz Started"], ["Quiz Finished"], []])
        #expect(names.last?.state == .held)
    }

    @Test(arguments: [
        (#"{ "total_price": "19.99", "currency": "eur", "order_id": 7 }"#, 1999),
        (#"{ "amount_total": 1999, "currency": "usd", "id": "cs_1" }"#, 1999),
        (#"{ "total": 900, "total_text": "9.00", "currency": "usd", "id": "cs_1" }"#, 900),
        ("total=144.00&currency=USD&order_id=9", 14400),
        (#"{ "amount_total": 500, "currency": "usd", "id": "cs_1" }"#, 500),
        (#"{ "total": 500, "currency": "USD", "order_id": 7 }"#, 50000),
        (#"{ "total": "1064", "total_tax": "12.50", "currency": "EUR", "order_id": 7 }"#, 106400),
        (#"{ "total": "29.905", "currency": "EUR", "order_id": 7 }"#, 2991),
        (#"{ "amount": { "value": "29.90", "currency": "EUR" }, "order_id": 7 }"#, 2990),
        (#"{ "total": "29.905", "currency": "BHD", "order_id": 7 }"#, 29905),
    ])
    func `revenue is counted in cents`(body: String, cents: Int) throws {
        let result = try Self.result(try Self.draft(body), body)
        let purchase = try #require(result.actions.last)
        #expect(purchase.name == .commerce)
        #expect(String(decoding: purchase.payload, as: UTF8.self).contains("\"__total_in_cents__\":\(cents),"))
    }

    @Test func `what a list calls its questions is no answer, and one without words has a name, too`() throws {
        let payload = try Self.payload(
            """
            { "fields": [ { "key": "k1", "label": "Goal", "type": "TEXT", "value": "Sleep" },
              { "key": "k2", "label": null, "type": "HIDDEN", "value": "x" },
              { "key": "k3", "label": "🔥", "type": "TEXT", "value": "y" } ] }
            """
        )
        #expect(payload == #"{"q_goal":"Sleep","q_k2":"x","q_k3":"y"}"#)
    }

    @Test(arguments: [
        (#"{ "friend_email": "f@b.de", "email": "a@b.de" }"#, "$.email"),
        (#"{ "raw": "{\"q3_email\":\"f@b.de\"}", "email_address": "a@b.de" }"#, "$.email_address"),
        (#"{ "page": "https://b.de/?email=f@b.de", "lead": { "mail": "a@b.de" } }"#, "$.lead.mail"),
        (#"{ "email": "a@b.de", "mail": "c@d.de" }"#, "$.email"),
    ])
    func `the person is no friend, no address of a page and no text that holds an address`(
        body: String,
        query: String
    ) throws {
        #expect(try Self.draft(body).mapping.contains("\"email\": \"\(query) | trim | lower\""))
    }

    @Test func `a text that holds an address is none`() throws {
        let body = #"{ "raw": "{\"q3_email\":\"f@b.de\"}", "page": "https://b.de/?email=f@b.de" }"#
        #expect(try Self.draft(body).mapping.contains("No address was found"))
    }

    @Test(arguments: [
        #"{ "startedAt": "2025-04-20T17:03:10Z", "campaign": { "dateEnd": "2025-04-30T23:59:00Z" } }"#,
        #"{ "startedAt": "2025-04-20T17:03:10Z", "scheduled_event": { "end_time": "2025-06-05T10:30:00Z" } }"#,
    ])
    func `what is planned is not when it happened`(body: String) throws {
        #expect(try Self.draft(body).mapping.contains(#""dateTime": "$.startedAt | date""#))
    }

    @Test func `the name of an event tells kinds apart`() throws {
        let body = #"{ "event_name": "QUIZ_FINISHED", "name": "Ada", "email": "a@b.de" }"#
        #expect(try Self.draft(body).mapping.contains(#""when": "$.event_name == 'QUIZ_FINISHED'""#))
    }

    @Test(arguments: [#""24.99""#, "24.99", #""-3""#, #""12""#])
    func `a number is no time`(number: String) throws {
        #expect(try Self.draft(#"{ "quiz": "Shoes", "score": \#(number) }"#).mapping.contains("No time was found"))
    }

    @Test func `each element of a body that is a list is an event, but not a field of a form`() throws {
        let body = """
            [ { "type": "sale", "id": 1, "email": "a@b.de", "total": "9.00", "currency": "EUR", "at": "2026-01-01",
                "answers": [{ "question": "Goal?", "answer": "Sleep" }, { "question": "Mail", "answer": "x@b.de" }] },
              { "type": "lead", "id": 2, "email": "c@d.de", "at": "2026-01-02" } ]
            """
        let actions = try compiled(Self.draft(body).mapping)
            .evaluate(MappingInput(body: try BodyDecoder.decode(Array(body.utf8), type: nil))).actions
        #expect(actions.map(\.name.text) == ["Sale", "Lead", "__commerce_action__"])
        let payloads = actions.map { String(decoding: $0.payload, as: UTF8.self) }
        #expect(payloads[0].contains(#""email":"a@b.de","dateTime":"2026-01-01T00:00:00+00:00""#))
        #expect(payloads[0].contains(#""q_goal":"Sleep""#))
        #expect(payloads[1].contains(#""email":"c@d.de","dateTime":"2026-01-02T00:00:00+00:00""#))
        #expect(payloads[2].contains(#""__total_in_cents__":900"#))
        let form = #"[ { "name": "email", "value": "a@b.de" }, { "name": "city", "value": "Ulm" } ]"#
        #expect(!(try Self.draft(form).mapping.contains("each")))
    }

    @Test func `where the time is not in every event, one that is stands in for it`() throws {
        let lead = #"{ "email": "a@b.de", "createdAt": "2026-01-01T00:00:00Z", "completedAt": null }"#
        let completed = lead.replacing("null", with: #""2026-01-02T00:00:00Z""#)
        let converted = lead.replacing("null", with: #"null, "convertedAt": "2026-01-01T12:00:00Z""#)
        let both = completed.replacing(
            "T00:00:00Z\" }",
            with: "T00:00:00Z\", \"convertedAt\": \"2026-01-01T12:00:00Z\" }"
        )
        #expect(both.contains("convertedAt"))
        let draft = try Self.draft(lead, both, both, converted)
        let payloads = try [lead, completed].map { body in
            String(decoding: try #require(try Self.result(draft, body).actions.first).payload, as: UTF8.self)
        }
        #expect(payloads[0].contains(#""dateTime":"2026-01-01T00:00:00+00:00""#))
        #expect(payloads[1].contains(#""dateTime":"2026-01-02T00:00:00+00:00""#))
    }

    @Test func `what stands in one odd body does not outweigh what stands in most`() throws {
        let common = #"{ "form": [{ "label": "Mail", "value": "a@b.de" }, { "label": "City", "value": "Ulm" }] }"#
        let odd = #"{ "member": { "email": "x@y.de" } }"#
        let list = try Self.draft(odd, common, common, common)
        let action = try #require(try Self.result(list, common).actions.first)
        let payload = String(decoding: action.payload, as: UTF8.self)
        #expect(payload.contains(#""email":"a@b.de""#) && payload.hasSuffix(#""q_city":"Ulm"}"#))
        let pair = #"{ "profile": { "email": { "value": "a@b.de" }, "name": { "value": "Ada" } } }"#
        let plain = #"{ "profile": { "email": "a@b.de", "name": "Ada" } }"#
        let draft = try Self.draft(plain, pair, pair, pair)
        #expect(try Self.result(draft, pair).error == nil)
        #expect(draft.mapping.contains(#""email": "$.profile.email.value | trim | lower""#))
        #expect(!draft.mapping.contains(#""""#))
    }

    @Test func `what is sold counts, and what is given back or never paid does not`() throws {
        let sold =
            #"{ "event": "order.success", "email": "a@b.de", "total": "9.00", "currency": "EUR", "order_id": 7 }"#
        let refund = sold.replacing("success", with: "refund")
        let names = try [sold, refund].map { try Self.result(try Self.draft(sold), $0).actions.map(\.name.text) }
        #expect(names == [["Order Success", "__commerce_action__"], []])
        let both = try Self.draft(sold, refund, sold.replacing("success", with: "paid"))
        #expect(try Self.result(both, sold).actions.last?.name == .commerce)
        #expect(try Self.result(both, sold.replacing("success", with: "paid")).actions.last?.name == .commerce)
        #expect(try Self.result(both, refund).actions.map(\.name.text) == ["Order Refund"])
        #expect(try Self.payload(refund).contains(#""total":"9.00""#))
    }

    @Test func `pairs within pairs are flattened, and what no field may be called is left out`() throws {
        let body = """
            { "profile": { "goal": { "value": "Sleep", "title": "Goal" }, "session": { "value": "Monday" },
              "house": { "roof": { "type": { "value": "Flat", "title": "Roof?" } }, "year": { "value": "1978" } } },
              "contact": { "email": "a@b.de" } }
            """
        let result = try Self.result(try Self.draft(body), body)
        #expect(result.warnings.map(\.message) == [])
        let payload = String(decoding: try #require(result.actions.first).payload, as: UTF8.self)
        #expect(payload.hasSuffix(#""goal":"Sleep","house_roof_type":"Flat","house_year":"1978"}"#))
    }

    @Test func `an answer that is a text here and a list there fits both ways`() throws {
        let body =
            #"{ "fields": [{ "label": "Name", "value": "Ann" }, { "label": "Goals", "value": ["Sleep", "Focus"] }] }"#
        let result = try Self.result(try Self.draft(body), body)
        #expect(result.warnings.map(\.message) == [])
        let payload = String(decoding: try #require(result.actions.first).payload, as: UTF8.self)
        #expect(payload.hasSuffix(#""q_name":"Ann","q_goals":"Sleep; Focus"}"#))
    }

    @Test func `answers of many types are all taken`() throws {
        let types = [
            "text", "email", "boolean", "number", "date", "file_url", "url", "phone_number", "rating", "choice",
            "value",
        ]
        let answers = types.map { #"{ "label": "\#($0)", "\#($0)": "x \#($0)" }"# }.joined(separator: ", ")
        let payload = try Self.payload(#"{ "answers": [\#(answers)] }"#)
        for type in types { #expect(payload.contains("\"q_\(type)\":\"x \(type)\"")) }
    }

    @Test func `an address with spaces around it is one`() throws {
        let answers = #"{ "answers": [{ "question": "E-mail", "answer": " Ada@Example.com " }] }"#
        #expect(try Self.payload(answers).contains(#""email":"ada@example.com""#))
        #expect(try Self.payload(#"{ "person": { "email": " Ada@Example.com " } }"#) == #"{"email":"ada@example.com"}"#)
    }

    @Test func `secrets and addresses of machines are no fields`() throws {
        let payload = try Self.payload(
            #"{ "email": "a@b.de", "api_token": "x", "ip_address": "1.2.3.4", "city": "Ulm" }"#
        )
        #expect(!payload.contains("1.2.3.4"))
        #expect(!payload.contains("api_token"))
        #expect(payload.contains(#""city":"Ulm""#))
    }

    @Test(arguments: [
        "{}", "[]", "[1,2]", "[{\"a\":1}]",
        #"{ "": 1, " ": 2, "'": 3, "\\": 4, "\n": 5, "\"": 6, "}}": 7, "{{": 8, "🦊": 9 }"#,
        #"{ "__x__": 1, "session": "a", "dateTime": "b", "email": 5, "purchase_data": { "a": 1 } }"#,
        #"{ "a": { "email": 1 }, "b": { "email": 2 }, "c": { "email": 3 }, "a_email": 4 }"#,
        #"{ "x": [{ "}} '": "a@b.de", "title": "t", "value": "v" }] }"#,
        #"{ "odd names": { "1'": { "value": "a@b.de" }, "2\\": { "value": 1 } }, "type": "it's" }"#,
    ])
    func `a body of any shape has a draft that compiles`(body: String) throws {
        let draft = try Self.draft(body)
        let (tests, diagnostics) = MappingTestFile.compile(file: "draft.test.jsonc", bytes: Array(draft.tests.utf8))
        #expect(diagnostics.map(\.headline) == [])
        #expect(try #require(tests).run(on: compiled(draft.mapping)).failureText == "")
    }

    @Test func `a deep body and one with very many members end`() throws {
        let deep = String(repeating: #"{"a":"#, count: 100) + "1" + String(repeating: "}", count: 100)
        _ = try Self.draft(deep)
        let wide = "{" + (0..<5_000).map { "\"n\($0)\":{\"v\":\"w\"}" }.joined(separator: ",") + "}"
        _ = try Self.draft(wide)
    }

    /// Objects and pairs whose names are data, elements each with names of its own, kinds of events, lists.
    private static let crowds: [String] = {
        func many(_ element: (Int) -> String) -> String { (0..<20_000).map(element).joined(separator: ",") }
        return [
            "{" + many { #""k\#($0)":{"1":1,"2":2,"3":3}"# } + "}",
            "{" + many { #""k\#($0)":{"a":{"value":1},"b":{"value":2}}"# } + "}",
            #"{"answers":["# + many { #"{"question":"q\#($0)","a\#($0)":"x","b\#($0)":"y"}"# } + "]}",
            "[" + many { #"{"type":"kind_\#($0)","email":"a@b.co"}"# } + "]",
            "{" + many { #""l\#($0)":[{"question":"a","answer":1}]"# } + "}",
        ]
    }()

    @Test(arguments: crowds.indices)
    func `a body of very many names has a draft of a length that can be read`(crowd: Int) throws {
        #expect(try Self.draft(Self.crowds[crowd]).mapping.utf8.count < 20_000)
    }

    @Test func `places below a name too long for one are passed over, and the draft says so`() throws {
        let values = (0..<50_000).map { #""\#($0)":1"# }.joined(separator: ",")
        let name = String(repeating: "y", count: 500_000)
        let body = #"{"\#(name)":{\#(values)},"list":[{"question":"Goal?","answer":"Sleep","\#(name)":1}]}"#
        let draft = try Self.draft(body)
        #expect(draft.mapping.contains("// Not looked at: places whose names have more than 1000 bytes."))
        #expect(!draft.mapping.contains(name))
        #expect(try Self.payload(body) == #"{"q_goal":"Sleep"}"#)
        #expect(!(try Self.draft(#"{"list":[{"question":"Goal?"}]}"#).mapping.contains("Not looked at")))
    }

    @Test func `a body that cannot be read says why`() {
        #expect(throws: MappingDraftError.self) { try Self.draft("{") }
    }
}
