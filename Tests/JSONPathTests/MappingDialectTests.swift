import JSON
import JSONPath
import Testing

/// What the mapping language adds to RFC 9535.
struct MappingDialectTests {
    private static let body =
        #"{"items":[{"id":1,"name":"A"},{"id":"2","name":""}],"people":{"ada":{"age":"36"},"bob":{"age":null}},"#
        + #""empty":[],"none":null,"blank":"","word":"STRASSE É"}"#
    private static let request =
        #"{"query":{"client":"acme","n":"5"},"headers":{"user-agent":"x"},"received_at":"2023"}"#

    private func context() throws -> QueryContext {
        QueryContext(
            body: try JSONDocument(parsing: Array(Self.body.utf8)),
            request: try JSONDocument(parsing: Array(Self.request.utf8))
        )
    }

    private func texts(_ query: String, in context: inout QueryContext) throws -> [String] {
        let nodes = try Query(query, dialect: .mapping).nodes(in: &context)
        return withExtendedLifetime(context) { nodes.map(\.text) }
    }

    private static let queriesMayBeginAtCases: [(String, [String])] = [
        ("$request.query.client", ["acme"]), ("$request.headers['user-agent']", ["x"]),
        ("$request.received_at", ["2023"]),
        ("$request .query.client", ["acme"]), ("$request..client", ["acme"]), ("$request.absent", []),
        ("$request.query[?@ == $request.query.n]", ["5"]), ("$request.query[?@ == $.none]", []),
        ("$.items[?@.name == 'A'].id", ["1"]), ("@.items[0].name", ["A"]), ("@.none", ["null"]),
        ("$.items[?$request.query.client == 'acme'].id", ["1", "2"]), ("$['items'][?number(@.id) == 2].id", ["2"]),
        ("$.items[?present(@.name)].id", ["1"]), ("$.items[?lower(@.name) == 'a'].id", ["1"]),
    ]

    @Test(arguments: queriesMayBeginAtCases)
    func `queries may begin at the request and at the current node`(query: String, expected: [String]) throws {
        var context = try context()
        #expect(try texts(query, in: &context) == expected)
    }

    @Test func `without a request, nothing is selected from it`() throws {
        var context = QueryContext(body: try JSONDocument(parsing: Array(Self.body.utf8)))
        #expect(try texts("$request.query.client", in: &context) == [])
        #expect(try texts("$request", in: &context) == [])
    }

    private static let aRootThatIsCases: [(String, Int, Int, String?)] = [
        ("$requester", 0, 10, "$request"), ("$reqest.query", 0, 7, "$request"), ("$keys", 0, 5, "$key"),
        ("$pth.x", 0, 4, "$path"),
        ("$data.x", 0, 5, nil), ("$key.x", 4, 1, nil), ("$path[0]", 5, 1, nil), ("$key .x", 5, 1, nil),
    ]

    @Test(arguments: aRootThatIsCases)
    func `a root that is none is an error`(query: String, offset: Int, length: Int, suggestion: String?) {
        let error = #expect(throws: QuerySyntaxError.self) { try Query(query, dialect: .mapping) }
        #expect(error?.offset == offset)
        #expect(error?.length == length)
        #expect(error?.suggestion == suggestion)
    }

    @Test func `the roots of a query are known`() throws {
        #expect(try Query("$.a", dialect: .mapping).roots == .body)
        #expect(try Query("@.a[?@.b == $key]", dialect: .mapping).roots == [.current, .key])
        #expect(try Query("$.a[?@.b]", dialect: .mapping).roots == .body)
        #expect(try Query("$request.a[?@.b == $.x]", dialect: .mapping).roots == [.body, .request])
        #expect(try Condition("@.a && $path == 'x'").roots == [.current, .path])
        #expect(try Query("$path", dialect: .mapping).root == .path)
        #expect(try Query("$.a[0]['b']", dialect: .mapping).isSingular)
        #expect(try !Query("$.a[*]", dialect: .mapping).isSingular)
    }

    @Test func `in an each, at, key and path are the current node's`() throws {
        var context = try context()
        let each = try Query("$.people[*]", dialect: .mapping).locatedNodes(in: &context)
        #expect(each.map { $0.location?.key } == [.name(Array("ada".utf8)), .name(Array("bob".utf8))])
        context.enter(each[0])
        #expect(try texts("@.age", in: &context) == ["36"])
        #expect(try texts("$.none", in: &context) == ["null"])
        #expect(try Query("$key", dialect: .mapping).value(in: &context) == .text(Array("ada".utf8)))
        #expect(try Query("$path", dialect: .mapping).value(in: &context) == .text(Array("people.ada".utf8)))
        #expect(try Condition("$key == 'ada' && $path == 'people.ada' && number(@.age) == 36").holds(in: &context))
        #expect(try texts("$.items[?$key == 'ada'].id", in: &context) == ["1", "2"])
        let inner = try Query("@.age", dialect: .mapping).locatedNodes(in: &context)
        context.enter(inner[0])
        #expect(try Query("$path", dialect: .mapping).value(in: &context) == .text(Array("people.ada.age".utf8)))
    }

    @Test func `an element's key is its index, a number`() throws {
        var context = try context()
        let each = try Query("$.items[::-1]", dialect: .mapping).locatedNodes(in: &context)
        context.enter(each[0])
        #expect(try Query("$key", dialect: .mapping).value(in: &context) == .index(1))
        #expect(try Query("$path", dialect: .mapping).value(in: &context) == .text(Array("items.1".utf8)))
        for condition in [
            "$key == 1", "$key == 1.0", "$key > 0", "$key", "present($key)", "present($path)", "number($key) == 1",
        ] {
            #expect(try Condition(condition).holds(in: &context), "\(condition)")
        }
        for condition in ["$key == '1'", "$key == 0", "!$key", "length($key) == 1", "lower($key) == '1'"] {
            #expect(try !Condition(condition).holds(in: &context), "\(condition)")
        }
    }

    @Test(arguments: [
        "$", "$.*", "$..*", "$.items[0,1].id", "$.items[-1]", "$..[?@.id]", "$.people['bob','ada'].age",
        "$['items'][1:]", "$..[0]", "$.items[::-1].*",
    ])
    func `where a node stands is the same walked or looked for`(query: String) throws {
        var walked = try context()
        var searched = walked
        let path = try Query("$path", dialect: .mapping)
        let key = try Query("$key", dialect: .mapping)
        let located = try Query(query, dialect: .mapping).locatedNodes(in: &walked)
        let nodes = try Query(query, dialect: .mapping).nodes(in: &searched)
        #expect(located.map(\.node) == nodes)
        for (place, node) in zip(located, nodes) {
            walked.enter(place)
            searched.enter(node)
            #expect(path.value(in: &walked) == path.value(in: &searched))
            #expect(key.value(in: &walked) == key.value(in: &searched))
        }
    }

    @Test func `key and path are missing without an each and at the root`() throws {
        var context = try context()
        for root in ["$key", "$path"] {
            #expect(try Query(root, dialect: .mapping).value(in: &context) == nil)
            #expect(try !Condition(root).holds(in: &context))
            #expect(try !Condition("present(\(root))").holds(in: &context))
            #expect(try Condition("\(root) == $.absent").holds(in: &context))
        }
        context.enter(context.body.root)
        #expect(try Query("$key", dialect: .mapping).value(in: &context) == nil)
        #expect(try Query("$path", dialect: .mapping).value(in: &context) == nil)
    }

    private static let conditionsKnowTheAddedCases: [(String, Bool)] = [
        ("present($.items)", true), ("present($.empty)", true), ("present($.people)", true), ("present($.none)", false),
        ("present($.blank)", false), ("present($.absent)", false), ("present($.items[*].name)", true),
        ("present($.items[1].name)", false),
        ("present($.people[*].age)", true), ("present($['none','blank'])", false), ("!present($.none)", true),
        ("present($request.query.client)", true),
        ("present($)", true),
        ("number($.items[0].id) == 1", true), ("number($.items[1].id) == 2", true),
        ("number($.word) == $.absent", true),
        ("number(' 1.50 ') == 1.5", true), ("number('1.') == $.absent", true), ("number('0x1') == $.absent", true),
        ("number('') == $.absent", true),
        ("number('-0') == 0", true), ("number('1e400') == 10e399", true), ("number('01') == $.absent", true),
        ("number(true) == $.absent", true),
        ("number(null) == $.absent", true), ("number($.people.ada.age) >= 18", true),
        ("number('1 2') == $.absent", true), ("number('+1') == $.absent", true),
        ("number(count($.items[*])) == 2", true), ("number($.items) == $.absent", true),
        ("number(lower('5')) == 5", true),
        ("lower($.word) == 'strasse é'", true), ("lower('ÀB') == 'àb'", true), ("lower(5) == $.absent", true),
        ("lower($.none) == $.absent", true),
        ("lower($.blank) == ''", true), ("lower(value($..word)) == 'strasse é'", true),
        ("match(lower('ABC'), 'a.c')", true),
        ("$request.query.n == '5'", true), ("number($request.query.n) == 5", true),
        ("length($request.query.client) == 4", true),
        ("@.items", true), ("$request", true), ("$request.absent", false), ("count($request.query.*) == 2", true),
    ]

    @Test(arguments: conditionsKnowTheAddedCases)
    func `conditions know the added functions and roots`(condition: String, expected: Bool) throws {
        var context = try context()
        #expect(try Condition(condition).holds(in: &context) == expected)
    }

    @Test(arguments: [
        "present('a')", "present(@.a, @.b)", "present()", "present(@.a) == true", "number(@.a)", "lower(@.a)",
        "number(@.*) == 1",
        "lower(@..a) == 'a'", "count($key) == 1", "value($path) == 'a'", "$key.a", "present(length(@.a))", "$keyx == 1",
        "$request == ",
    ])
    func `the additions are checked like the rest`(condition: String) {
        #expect(throws: QuerySyntaxError.self) { try Condition(condition) }
    }
}
