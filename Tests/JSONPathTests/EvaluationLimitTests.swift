import JSON
import JSONPath
import Testing

/// Evaluation ends, whatever the query and the body.
struct EvaluationLimitTests {
    private static func array(_ count: Int, of element: String, behind first: String? = nil) -> String {
        let elements = Array(repeating: element, count: count)
        return "[" + ((first.map { [$0] } ?? []) + elements).joined(separator: ",") + "]"
    }

    private static let endlessCases: [(query: String, document: String)] = [
        ("$..[?count($..[?count($..*) > 0]) > 0]", array(100, of: "[1,[2]]")),
        (
            "$" + String(repeating: "[*,*]", count: 60),
            String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        ),
        (
            "$" + String(repeating: "..*", count: 30),
            String(repeating: "[1,", count: 60) + "1" + String(repeating: "]", count: 60)
        ),
        ("$[?count($..*) == 0]", array(2_000, of: "1")),
        ("$[?length($[0]) == 0]", array(2_000, of: "1", behind: #""\#(letters)""#)),
        ("$[?$[1999] == 2]", array(2_000, of: "1")),
        ("$[?lower($[0]) == 'y']", array(2_000, of: "1", behind: #""\#(letters)""#)),
        ("$[?number($[0]) == 1]", array(2_000, of: "1", behind: #""\#(letters)""#)),
        ("$[?search($[0], 'x.*y')]", array(2_000, of: "1", behind: #""\#(letters)""#)),
        ("$[?match(@, $[0])]", array(2_000, of: #""x""#, behind: #""\#(letters)""#)),
        ("$[?$[0] == $[1]]", array(2_000, of: "1", behind: array(900, of: "[]") + "," + array(900, of: "[]"))),
    ]

    private static let letters = String(repeating: "x", count: 20_000)

    @Test(arguments: endlessCases)
    func `a query that would take for ever is cut short`(query: String, document: String) throws {
        let document = try JSONDocument(parsing: Array(document.utf8))
        var context = QueryContext(body: document)
        context.stepsLeft = 200_000
        _ = try Query(query, dialect: .mapping).nodes(in: &context)
        #expect(context.isExhausted)
        #expect(!(try Condition("1 == 1").holds(in: &context)))
    }

    @Test func `a query of one document says that it was cut short`() throws {
        let document = try JSONDocument(parsing: Array(Self.array(2_500, of: "1").utf8))
        #expect(throws: QueryLimitError()) { try Query("$[?count($..*) == 0]").nodes(in: document) }
    }

    @Test(arguments: [
        "$..*", "$..[?@.id == 5000]", "$[?@.id > 10 && @.tag == 'a']", "$[*].id", "$[::-1]", "$[?search(@.tag, 'a')]",
    ])
    func `a large body is no reason to be cut short`(query: String) throws {
        let elements = (0..<2_000).map { #"{"id":\#($0),"tag":"a"}"# }
        let document = try JSONDocument(parsing: Array("[\(elements.joined(separator: ","))]".utf8))
        let compiled = try Query(query)
        var context = QueryContext(body: document)
        for _ in 0..<10 { _ = compiled.nodes(in: &context) }
        #expect(!context.isExhausted)
    }

    private static let everyNodeOften = "$[\(Array(repeating: "*", count: 60).joined(separator: ","))]"

    enum List: CaseIterable {
        case nodes, appended, selection, located

        /// About how many nodes the list would take that the query selects, were they without locations.
        func count(_ query: Query, _ context: inout QueryContext) -> Int {
            switch self {
            case .nodes: return query.nodes(in: &context).count
            case .appended:
                var list = query.firstNode(in: &context).map { [LocatedNode(node: $0, location: nil)] } ?? []
                query.appendNodes(to: &list, in: &context)
                return list.count
            case .selection: return query.selection(in: &context).others.count
            case .located: return 2 * query.locatedNodes(in: &context).count
            }
        }
    }

    @Test(arguments: List.allCases)
    func `a list of nodes is cut short before it fills the memory, though steps are left`(list: List) throws {
        let document = try JSONDocument(parsing: Array(Self.array(10_000, of: "1").utf8))
        var context = QueryContext(body: document)
        let listed = list.count(try Query(Self.everyNodeOften), &context)
        #expect((500_000..<520_000).contains(listed))
        #expect(context.isExhausted)
    }

    @Test func `nodes that are only counted fill no list`() throws {
        let document = try JSONDocument(parsing: Array(Self.array(10_000, of: "1").utf8))
        var context = QueryContext(body: document)
        #expect(try Condition("count(\(Self.everyNodeOften)) == 600000").holds(in: &context))
    }

    @Test func `every node of a body fits a list, however many they are`() throws {
        let document = try JSONDocument(parsing: Array(Self.array(600_000, of: "1").utf8))
        var context = QueryContext(body: document)
        #expect(try Query("$..*").nodes(in: &context).count == 600_000)
        #expect(!context.isExhausted)
    }

    @Test func `keys of many nodes cost no more than the nodes`() throws {
        let document = try JSONDocument(parsing: Array(Self.array(3_000, of: "1").utf8))
        var context = QueryContext(body: document)
        let last = try Condition("$key == 2999")
        var matching = 0
        for node in try Query("$[*]").locatedNodes(in: &context) {
            context.enter(node)
            if last.holds(in: &context) { matching += 1 }
        }
        #expect(matching == 1)
        #expect(!context.isExhausted)
    }

    @Test func `a pattern from the body is compiled once for many values`() throws {
        let names = Array(repeating: #""abc""#, count: 500).joined(separator: ",")
        let document = try JSONDocument(parsing: Array(#"{"regex":"a(b|c){1,40}","names":[\#(names)]}"#.utf8))
        var context = QueryContext(body: document)
        #expect(try Query("$.names[?match(@, $.regex)]").nodes(in: &context).count == 500)
        #expect(!context.isExhausted)
    }
}
