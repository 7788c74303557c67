import Testing

@testable import Mappings

struct AsksForRequestTests {
    /// Each place of a mapping in which a query may stand.
    @Test(arguments: [
        #""session": "$request.query.a""#,
        #""session": "s", "fields": { "f": "{{ $request.query.a | slug }}" }"#,
        #""session": "s", "fields": { "f": ["$.a", "$request.query.a"] }"#,
        #""session": "s", "fields": { "f": "$.a | default: $request.query.a" }"#,
        #""session": "s", "when": "$request.query.a == '1'""#,
        #""session": "s", "when": "present($request.query.a)""#,
        #""session": "s", "each": "$request.query""#,
        #""session": "s", "each": "$.list[?@.a == $request.query.a]""#,
        #""session": "s", "flatten": [{ "from": "$request.query" }]"#,
        #""session": "s", "flatten": [{ "from": "$", "leaf": "@[?@ == $request.query.a]" }]"#,
        #""session": "s", "flatten": [{ "each": "$.list[*]", "key": "{{ $request.query.a }}", "value": "@" }]"#,
        #""session": "s", "dedupe": { "by": ["$request.query.a"] }"#,
    ])
    func `a mapping that asks for the request says so`(action: String) throws {
        #expect(try asks(action))
    }

    @Test(arguments: [
        #""session": "$.request""#,
        #""session": "{{ '$request' }}", "fields": { "request": "$.request.query" }"#,
    ])
    func `one that does not needs none`(action: String) throws {
        #expect(try !asks(action))
    }

    private func asks(_ action: String) throws -> Bool {
        try compiled(#"{ "verify": { "none": true }, "actions": [{ "action": "a", "dateTime": 0, \#(action) }] }"#)
            .asksForRequest
    }
}
