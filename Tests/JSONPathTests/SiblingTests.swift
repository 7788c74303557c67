import JSON
import JSONPath
import Testing

/// Queries that differ in their last name alone.
struct SiblingTests {
    @Test(arguments: [
        ("@.answers[*].text", "@.answers[*].file"), ("$.a", "$.b"), ("$.a.b.c", "$['a']['b'].d"), ("@.x", "@.x"),
        ("$request.query.a", "$request.query.b"), ("$.a[-1].b", "$.a[-1].c"),
    ])
    func `queries that go the same way to another name are siblings`(query: String, other: String) throws {
        #expect(try Query(query, dialect: .mapping).isSibling(of: Query(other, dialect: .mapping)))
    }

    @Test(arguments: [
        ("@.a", "$.a"), ("$.a.b", "$.a"), ("$.a.x", "$.b.x"), ("$.a[0].x", "$.a[1].x"), ("$.a[*].x", "$.a[0].x"),
        ("$.a[*]", "$.b[*]"), ("$.a[*].x", "$.a[*]"), ("$", "$"), ("$key", "$key"), ("$..a", "$..b"),
        ("$..a.x", "$..a.y"),
        ("$[?@.a].x", "$[?@.a].y"), ("$[0:1].x", "$[0:1].y"), ("$['a','b'].x", "$['a','b'].y"), ("$.ab.x", "$.a.x"),
    ])
    func `queries that go another way are none`(query: String, other: String) throws {
        #expect(try !Query(query, dialect: .mapping).isSibling(of: Query(other, dialect: .mapping)))
    }

    @Test(arguments: [
        #"{"q":{"a":[{"x":1,"y":null},null,{"x":2},[{"x":3}],"x",{"y":4},{"x":null}]}}"#, #"{"q":{"a":[]}}"#,
        #"{"q":{"a":{"b":{"x":1},"c":{"y":2,"x":[3]}}}}"#, #"{"q":{}}"#, "[]", #"{"q":{"a":null,"x":5}}"#,
    ])
    func `what a query selects in its sibling's holders is what it selects by itself`(body: String) throws {
        let document = try JSONDocument(parsing: Array(body.utf8))
        for way in ["$.q.a[*]", "$.q.a[0]", "$.q.a", "$.q", "$", "$[*][*]"] {
            let (first, second) = (try Query("\(way).x"), try Query("\(way).y"))
            var context = QueryContext(body: document)
            let holders = first.holders(in: &context)
            for query in [first, second] {
                let found = query.selection(from: holders, in: &context)
                let expected = query.selection(in: &context)
                #expect(found.first == expected.first, "\(query.text)")
                #expect(found.others == expected.others, "\(query.text)")
            }
        }
        withExtendedLifetime(document) {}
    }
}
