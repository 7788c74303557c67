import JSONPath
import Testing

/// RFC 9535 section 2.3.5.
struct FilterTests {
    private static let document =
        #"{"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"#
        + #""o":{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}},"e":"f"}"#

    @Test(arguments: [
        QueryCase("$.a[?@.b == 'kilo']", document, [#"{"b":"kilo"}"#]),
        QueryCase("$.a[?(@.b == 'kilo')]", document, [#"{"b":"kilo"}"#]),
        QueryCase("$.a[?@>3.5]", document, ["5", "4", "6"]),
        QueryCase("$.a[?@.b]", document, [#"{"b":"j"}"#, #"{"b":"k"}"#, #"{"b":{}}"#, #"{"b":"kilo"}"#]),
        QueryCase(
            "$[?@.*]",
            document,
            [
                #"[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]"#,
                #"{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}}"#,
            ]
        ),
        QueryCase("$[?@[?@.b]]", document, [#"[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]"#]),
        QueryCase("$.o[?@<3, ?@<3]", document, ["1", "2", "1", "2"]),
        QueryCase("$.a[?@<2 || @.b == \"k\"]", document, ["1", #"{"b":"k"}"#]),
        QueryCase(#"$.a[?match(@.b, "[jk]")]"#, document, [#"{"b":"j"}"#, #"{"b":"k"}"#]),
        QueryCase(#"$.a[?search(@.b, "[jk]")]"#, document, [#"{"b":"j"}"#, #"{"b":"k"}"#, #"{"b":"kilo"}"#]),
        QueryCase("$.o[?@>1 && @<4]", document, ["2", "3"]),
        QueryCase("$.o[?@.u || @.x]", document, [#"{"u":6}"#]),
        QueryCase("$.a[?@.b == $.x]", document, ["3", "5", "1", "2", "4", "6"]),
        QueryCase(
            "$.a[?@ == @]",
            document,
            ["3", "5", "1", "2", "4", "6", #"{"b":"j"}"#, #"{"b":"k"}"#, #"{"b":{}}"#, #"{"b":"kilo"}"#]
        ),
    ])
    func `the RFC's filters select what it says`(test: QueryCase) throws {
        try test.check()
    }

    private static let comparisonsHoldAsInCases: [(String, Bool)] = [
        ("$.absent1 == $.absent2", true), ("$.absent1 <= $.absent2", true), ("$.absent == 'g'", false),
        ("$.absent1 != $.absent2", false), ("$.absent != 'g'", true), ("1 <= 2", true), ("1 > 2", false),
        ("13 == '13'", false), ("'a' <= 'b'", true), ("'a' > 'b'", false), ("$.obj == $.arr", false),
        ("$.obj != $.arr", true), ("$.obj == $.obj", true), ("$.obj != $.obj", false), ("$.arr == $.arr", true),
        ("$.arr != $.arr", false), ("$.obj == 17", false), ("$.obj != 17", true), ("$.obj <= $.arr", false),
        ("$.obj < $.arr", false), ("$.obj <= $.obj", true), ("$.arr <= $.arr", true), ("1 <= $.arr", false),
        ("1 >= $.arr", false), ("1 > $.arr", false), ("1 < $.arr", false), ("true <= true", true),
        ("true > true", false), ("true < true", false), ("false < true", false), ("null <= null", true),
        ("null < null", false), ("null == null", true), ("null == $.absent", false), ("true != false", true),
    ]

    @Test(arguments: comparisonsHoldAsInCases)
    func `comparisons hold as in the RFC's table`(condition: String, expected: Bool) throws {
        #expect(try holds(condition, in: #"{"obj":{"x":"y"},"arr":[2,3]}"#, dialect: .rfc9535) == expected)
    }

    private static let numbersAreComparedExactlyCases: [(String, Bool)] = [
        ("@.a == 1", true), ("@.a == 1.0", true), ("@.a == 10e-1", true), ("@.a == 0.1e1", true), ("@.a == 1e0", true),
        ("@.zero == -0", true), ("@.zero == 0.0", true), ("@.zero == -0e5", true), ("@.huge == 1e400", true),
        ("@.huge == 1e401", false), ("@.huge > 9007199254740993", true), ("@.id == 12345678901234567890", true),
        ("@.id == 12345678901234567891", false), ("@.id < 12345678901234567891", true),
        ("@.tenth == 0.1", true), ("@.tenth == 0.1000000000000000055511151231257827", false),
        ("@.negative < -1", true), ("@.negative > -1.6", true), ("@.a == true", false), ("@.a == '1'", false),
        ("1E2 == 100", true), ("1e+2 == 100", true), ("-1.5e-2 == -0.015", true),
    ]

    @Test(arguments: numbersAreComparedExactlyCases)
    func `numbers are compared exactly, however they are written`(condition: String, expected: Bool) throws {
        let document = #"{"a":1,"zero":0,"huge":10e399,"id":12345678901234567890,"tenth":0.1,"negative":-1.5}"#
        #expect(try holds(condition, in: document) == expected)
    }

    private static let stringsAreComparedByCases: [(String, Bool)] = [
        ("'a' < 'B'", false), ("'' < 'a'", true), ("'a' < 'aa'", true), ("'z' < 'é'", true),
        // A scalar beyond U+FFFF comes after one below it, though its first UTF-16 code unit does not.
        ("'\u{FF5E}' < '\u{10000}'", true), ("'\u{E9}' == 'e\u{301}'", false), ("@.escaped == 'é\n\"'", false),
        (#"@.escaped == 'é\n"'"#, true), (#"@.pair == '𝄞'"#, true), ("'a' == \"a\"", true),
    ]

    @Test(arguments: stringsAreComparedByCases)
    func `strings are compared by their Unicode scalars`(condition: String, expected: Bool) throws {
        guard !condition.contains("\n") else {
            #expect(throws: QuerySyntaxError.self) { try Condition(condition) }
            return
        }
        #expect(try holds(condition, in: #"{"escaped":"\u00e9\n\"","pair":"\uD834\uDD1E"}"#) == expected)
    }

    private static let arraysAndObjectsAreCases: [(String, Bool)] = [
        ("@.a == @.b", true), ("@.a == @.c", false), ("@.a == @.d", false), ("@.e == @.f", true), ("@.e == @.g", false),
        ("@.e == @.h", false), ("@.i == @.j", true), ("@.a != @.c", true), ("@.e >= @.f", true), ("@.k == @.l", true),
        ("@.k == @.m", false), ("@.n == @.o", false),
    ]

    @Test(arguments: arraysAndObjectsAreCases)
    func `arrays and objects are equal when all within them is, whatever the order of members`(
        condition: String,
        expected: Bool
    ) throws {
        let document =
            #"{"a":{"x":1,"y":[{"z":null}]},"b":{"y":[{"z":null}],"x":1.0},"c":{"x":1,"y":[{"z":false}]},"#
            + #""d":{"x":1},"e":[1,[2,"\u0061"]],"f":[1.0,[2e0,"a"]],"g":[[2,"a"],1],"h":[1,[2,"a"],3],"#
            + #""i":{},"j":{},"k":{"\u0061\"":1},"l":{"a\"":1},"m":{"b\"":1},"n":[],"o":{}}"#
        #expect(try holds(condition, in: document) == expected)
    }

    private static let andBindsCloserThanCases: [(String, Bool)] = [
        ("@.t || @.x && @.x", true), ("(@.t || @.x) && @.x", false), ("@.x && @.x || @.t", true), ("!@.x", true),
        ("!@.t", false), ("! @.x", true), ("!(@.x)", true), ("!(@.t && @.x)", true), ("!@.x && @.t", true),
        ("!(@.n == 1) || @.x", false), ("@.n == 1 && @.n == 1 && @.n == 1 && @.n == 2", false),
        ("@.n == 2 || @.n == 3 || @.n == 1", true), ("((((@.t))))", true), ("@.f", true), ("@.z", true),
        ("@['n']==1", true), ("1==@.n", true), ("$.n==@.n", true),
    ]

    @Test(arguments: andBindsCloserThanCases)
    func `and binds closer than or, and a test asks only whether there is a node`(
        condition: String,
        expected: Bool
    ) throws {
        #expect(try holds(condition, in: #"{"t":true,"f":false,"z":null,"n":1}"#) == expected)
    }
}
