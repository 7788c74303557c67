import Domain
import JSON
import JSONPath
import Testing

@testable import Mappings

/// Which names a rule leaves out, and what below a container nobody need look at.
struct FlattenBelowTests {
    /// Of each container's name and the patterns, whether all below it is left out.
    @Test(arguments: [
        ("questions", ["questions_*"], true),
        ("questions", ["questions*"], true),
        ("questions", ["quest*"], true),
        ("questions", ["*"], true),
        ("questions_0", ["questions_*"], true),
        ("questions", ["other", "questions_*"], true),
        ("questions", ["questions"], false),
        ("questions", ["questions_"], false),
        ("questions", ["questions_0*"], false),
        ("question", ["questions_*"], false),
        ("questions", ["questions.*"], false),
        ("questions", [], false),
    ])
    func `a container is passed over when all names below it begin as a pattern does`(
        name: String,
        omit: [String],
        isPassedOver: Bool
    ) throws {
        let query = try #require(try compiledQuery("$"))
        let rule = FlattenBelow(
            from: query,
            prefix: [],
            separator: Array("_".utf8),
            omit: NamePatterns(omit),
            only: NamePatterns([]),
            leaf: nil,
            asksForLocations: false
        )
        var name = name
        #expect(name.withUTF8 { rule.omitsAll(below: $0) } == isPassedOver)
    }

    @Test(arguments: ["_", ".", "__", ""])
    func `what comes out is what lets through each name by itself`(separator: String) throws {
        let patterns = [
            "a*", "a\(separator)*", "a\(separator)b*", "a\(separator)b\(separator)1*", "ab*", "*", "b", "a",
        ]
        let body = #"{"a":{"b":[{"c":1,"1":{"d":2}},{"c":3}],"bb":{"c":4},"c":[5,6]},"ab":{"c":7},"b":{"a":8},"c":9}"#
        let all = try names(in: body, separator, omit: nil)
        for pattern in patterns {
            let expected = all.filter { name in
                var name = name
                return !name.withUTF8 { NamePatterns([pattern]).match($0) }
            }
            #expect(try names(in: body, separator, omit: pattern) == expected, "\(pattern)")
        }
    }

    private func names(in body: String, _ separator: String, omit: String?) throws -> [String] {
        let omitted = omit.map { #", "omit": ["\#($0)"]"# } ?? ""
        let mapping = try compiled(
            """
            { "verify": { "none": true }, "actions": [{ "action": "a", "session": "{{ 's' }}", "dateTime": 0,
              "flatten": [{ "from": "$", "separator": "\(separator)"\(omitted) }] }] }
            """
        )
        let result = mapping.evaluate(MappingInput(body: try JSONDocument(parsing: Array(body.utf8))))
        let action = try #require(result.actions.first)
        let payload = try JSONDocument(parsing: action.payload)
        return payload.root.members.map { $0.name.text }.filter { $0 != "session" && $0 != "dateTime" }
    }

    private func compiledQuery(_ text: String) throws -> CompiledQuery? {
        CompiledQuery(query: try Query(text))
    }
}
