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

    @Test func `names are escaped where they must be, beside others that need not`() throws {
        let body = #"{"a":{"b":1,"c\"d":{"e":2},"f":3},"g\u0041":4,"h":5}"#
        #expect(
            try payload(of: body, #"{ "from": "$" }"#) == #"{"a_b":1,"a_c\"d_e":2,"a_f":3,"gA":4,"h":5}"#
        )
        #expect(
            try payload(of: body, #"{ "from": "$.a", "prefix": "p\"", "separator": "\\" }"#)
                == #"{"p\"b":1,"p\"c\"d\\e":2,"p\"f":3}"#
        )
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

    @Test(arguments: [
        (["b*"], "bb", true), (["b*"], "c", false), (["*"], "c", true), (["", "c"], "c", true), ([""], "c", false),
        (["x", "b"], "b", true), (["x", "b"], "bb", false), (["ä*"], "äb", true), ([], "b", false), (["b"], "", false),
        ([""], "", true), (["\u{22}"], "b", false),
    ])
    func `a name is matched by its whole text or its beginning`(patterns: [String], name: String, matches: Bool) {
        var name = name
        #expect(name.withUTF8 { NamePatterns(patterns).match($0) } == matches)
    }

    private func names(in body: String, _ separator: String, omit: String?) throws -> [String] {
        let omitted = omit.map { #", "omit": ["\#($0)"]"# } ?? ""
        let payload = try payload(of: body, #"{ "from": "$", "separator": "\#(separator)"\#(omitted) }"#)
        let document = try JSONDocument(parsing: Array(payload.utf8))
        return withExtendedLifetime(document) { document.root.members.map { $0.name.text } }
    }

    /// What an action with one rule and nothing else sends of a body.
    private func payload(of body: String, _ rule: String) throws -> String {
        let result = try evaluated(#"{ "action": "a", "flatten": [\#(rule)] }"#, body)
        return String(decoding: try #require(result.actions.first).payload, as: UTF8.self)
    }

    private func compiledQuery(_ text: String) throws -> CompiledQuery? {
        CompiledQuery(query: try Query(text))
    }
}
