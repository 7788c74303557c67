import JSONPath
import Testing

/// RFC 9535 sections 2.5 and 2.6.
struct SegmentTests {
    private static let nested = #"{"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]]}"#
    private static let nulls = #"{"a":null,"b":[null],"c":[{}],"null":1}"#
    private static let list = #"[{"j":4},{"k":6}]"#

    @Test(arguments: [
        QueryCase("$[0,3]", #"["a","b","c","d","e","f","g"]"#, [#""a""#, #""d""#]),
        QueryCase("$[0:2,5]", #"["a","b","c","d","e","f","g"]"#, [#""a""#, #""b""#, #""f""#]),
        QueryCase("$[0,0]", #"["a","b"]"#, [#""a""#, #""a""#]),
        QueryCase("$['a',1]", "[1,2]", ["2"]),
        QueryCase("$[0]['a']", #"[{"a":1}]"#, ["1"]),
        QueryCase("$[*].a", #"[{"a":1},{"b":2},{"a":3}]"#, ["1", "3"]),
    ])
    func `a child segment gives the nodes of its selectors, one selector after another`(test: QueryCase) throws {
        try test.check()
    }

    @Test(arguments: [
        QueryCase("$..j", nested, ["1", "4"]),
        QueryCase("$..[0]", nested, ["5", #"{"j":4}"#]),
        QueryCase(
            "$..[*]",
            nested,
            [
                #"{"j":1,"k":2}"#, "[5,3,\(list)]", "1", "2", "5", "3", list, #"{"j":4}"#, #"{"k":6}"#, "4", "6",
            ]
        ),
        QueryCase("$..o", nested, [#"{"j":1,"k":2}"#]),
        QueryCase("$.o..[*,*]", nested, ["1", "2", "1", "2"]),
        QueryCase("$.a..[0,1]", nested, ["5", "3", #"{"j":4}"#, #"{"k":6}"#]),
        QueryCase("$..[?@.j]", nested, [#"{"j":1,"k":2}"#, #"{"j":4}"#]),
        QueryCase("$..[-1:]", nested, [list, #"{"k":6}"#]),
        QueryCase("$..a..k", nested, ["6"]),
        QueryCase("$..*..j", nested, ["1", "4", "4", "4"]),
        QueryCase("$..a", #"{"a":{"a":{"a":1}}}"#, [#"{"a":{"a":1}}"#, #"{"a":1}"#, "1"]),
    ])
    func `a descendant segment visits a node before what is below it`(test: QueryCase) throws {
        try test.check()
    }

    @Test(arguments: [
        QueryCase("$.a", nulls, ["null"]),
        QueryCase("$.a[0]", nulls, []),
        QueryCase("$.a.d", nulls, []),
        QueryCase("$.b[0]", nulls, ["null"]),
        QueryCase("$.b[*]", nulls, ["null"]),
        QueryCase("$.b[?@]", nulls, ["null"]),
        QueryCase("$.b[?@==null]", nulls, ["null"]),
        QueryCase("$.c[?@.d==null]", nulls, []),
        QueryCase("$.null", nulls, ["1"]),
    ])
    func `null is a value like others`(test: QueryCase) throws {
        try test.check()
    }

    @Test func `a document as deep as documents get is walked`() throws {
        let depth = 120
        let document = String(repeating: #"{"a":["#, count: depth / 2) + String(repeating: "]}", count: depth / 2)
        #expect(try select("$..a", in: document).count == depth / 2)
        #expect(try select("$..[?@..a]", in: document).count == depth - 2)
    }
}
