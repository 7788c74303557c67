import Domain
import JSON
import Testing

@testable import Mappings

/// What counts as a change between two samples of events, and what does not.
struct DriftSampleTests {
    private static let mapping = """
        { "verify": { "none": true }, "actions": [
          { "action": "Quiz", "when": "present($.email)", "email": "$.email", "fields": { "score": "$.score" } } ] }
        """

    /// A sample of bodies, each given by its number.
    private static func sample(_ count: Int, _ body: (Int) -> String) throws -> DriftSample {
        let mapping = try #require(Mapping.compile(file: "quiz.jsonc", bytes: Array(mapping.utf8)).mapping)
        var sample = DriftSample()
        for number in 0..<count {
            let document = try JSONDocument(parsing: Array(body(number).utf8))
            sample.add(document, actions: mapping.evaluate(MappingInput(body: document)).actions)
        }
        return sample
    }

    private static func changes(
        before: (Int) -> String,
        recent: (Int) -> String,
        counts: (Int, Int) = (100, 25)
    ) throws -> [Drift.Change]? {
        try sample(counts.0, before).changes(in: sample(counts.1, recent))
    }

    private static func body(_ number: Int) -> String {
        #"{ "email": "a\#(number)@x.y", "score": \#(number), "at": "2026" }"#
    }

    @Test func `events like those before are no change`() throws {
        #expect(try Self.changes(before: Self.body, recent: Self.body) == [])
    }

    @Test func `a place that is gone or null, and one that is new, are said once at their top`() throws {
        let changes = try Self.changes(
            before: { #"{ "id": 1, "person": { "first": "Ada\#($0)", "last": "L" }, "a": { "x": 1, "y": 2 } }"# },
            recent: { #"{ "id": 1, "person": { "first": "Ada\#($0)", "last": null }, "b": [{ "z": 1 }] }"# }
        )
        #expect(changes == [.placeGone("$.a"), .placeGone("$.person.last"), .placeNew("$.b")])
    }

    @Test func `a number that becomes a text is a change of type`() throws {
        let changes = try Self.changes(before: { #"{ "total": \#($0) }"# }, recent: { #"{ "total": "\#($0).00" }"# })
        #expect(changes == [.placeRetyped("$.total", from: "number", to: "text")])
    }

    @Test func `a place that holds now this and now that is of no type`() throws {
        let changes = try Self.changes(
            before: { $0 % 2 == 0 ? #"{ "x": 1 }"# : #"{ "x": "a" }"# },
            recent: { _ in #"{ "x": "a" }"# }
        )
        #expect(changes == [])
    }

    @Test func `a field that is empty and an action that is made no more are said`() throws {
        #expect(
            try Self.changes(before: Self.body, recent: { #"{ "email": "a\#($0)@x.y", "at": "2026", "score": "" }"# })
                == [.fieldEmpty("score", action: "Quiz"), .placeGone("$.score")]
        )
        #expect(
            try Self.changes(before: Self.body, recent: { #"{ "mail": "a\#($0)@x.y", "at": "2026", "score": 1 }"# })
                == [.actionGone("Quiz"), .placeGone("$.email"), .placeNew("$.mail")]
        )
    }

    @Test(arguments: [0.05, 0.3, 0.6, 0.85])
    func `an answer that comes and goes is no change`(share: Double) throws {
        let often = Int(share * 100)
        func body(_ number: Int) -> String {
            number * 37 % 100 < often ? #"{ "id": 1, "phone": "1" }"# : #"{ "id": 1 }"#
        }
        #expect(try Self.changes(before: body, recent: body, counts: (400, 25)) == [])
        #expect(try Self.changes(before: body, recent: { _ in #"{ "id": 1 }"# }, counts: (400, 25)) == [])
    }

    @Test func `a place that is in most events now and hardly was in any is new`() throws {
        let changes = try Self.changes(
            before: { $0 % 50 == 0 ? #"{ "id": 1, "utm": "x" }"# : #"{ "id": 1 }"# },
            recent: { $0 % 2 == 0 ? #"{ "id": 1, "utm": "x" }"# : #"{ "id": 1 }"# }
        )
        #expect(changes == [.placeNew("$.utm")])
    }

    @Test(arguments: [(49, 25), (100, 24), (0, 25), (100, 0)])
    func `with too few events nothing is said`(counts: (Int, Int)) throws {
        #expect(try Self.changes(before: Self.body, recent: { _ in #"{ "x": 1 }"# }, counts: counts) == nil)
    }

    @Test(arguments: [
        "ada@example.com", "9f1c2d3e-0a4b-4c5d-8e6f-7a8b9c0d1e2f", "48213", "q_48213", "deadbeef1", "0",
        "01HZX3V7K8", "", String(repeating: "long ", count: 20),
    ])
    func `names that are data are one place, and are never shown`(name: String) throws {
        let changes = try Self.changes(
            before: { #"{ "answers": { "id\#($0 % 7)00": { "value": 1 } } }"# },
            recent: { _ in #"{ "answers": { "\#(name)": { "value": 1, "title": "x" } } }"# }
        )
        #expect(changes == [.placeNew("$.answers[*].title")])
    }

    @Test(arguments: ["email", "address2", "utm_source", "first-name", "E-mail address", "q1", "face", "line_10"])
    func `names that are names are places`(name: String) throws {
        #expect(!BodyShape.isData(name))
        let changes = try Self.changes(before: { _ in #"{ "a": 1 }"# }, recent: { _ in #"{ "a": 1, "\#(name)": 1 }"# })
        #expect(changes?.count == 1)
    }

    @Test func `a table of hundreds of members is one place`() throws {
        func table(_ prefix: String) -> String {
            let letters = Array("abcdefghijklmnopqrstuvwxyz")
            let names = letters.flatMap { first in letters.map { "\(prefix)\(first)\($0)" } }
            return "{ \"t\": { \(names.map { "\"\($0)\": 1" }.joined(separator: ", ")) } }"
        }
        #expect(try Self.changes(before: { _ in table("x") }, recent: { _ in table("y") }, counts: (50, 25)) == [])
    }

    @Test func `no value of a body is in what is said`() throws {
        let changes = try Self.changes(
            before: { #"{ "email": "before\#($0)@example.com", "n": 1 }"# },
            recent: { #"{ "mail": { "secret\#($0)@example.com": "Ada \#($0)" }, "n": "Lovelace" }"# }
        )
        let text = "\(try #require(changes))"
        for value in ["@", "Ada", "Lovelace", "secret"] { #expect(!text.contains(value), "\(text)") }
    }
}
