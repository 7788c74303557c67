import JSONPath
import Testing

/// Reading out of a longer text, and what is said about mistakes.
struct QueryParserTests {
    private static let aQueryEndsWhereCases: [(String, Int, String)] = [
        ("$.a | number", 0, "$.a"), ("$.a|number", 0, "$.a"), ("  $.a }} text", 2, "$.a"),
        ("$.a['x'] [0]  | x", 0, "$.a['x'] [0]"),
        ("$ | x", 0, "$"), ("$", 0, "$"), ("@.b: $.currency", 0, "@.b"), ("times: @.q | minus", 7, "@.q"),
        ("$key | upper", 0, "$key"),
        ("$.a[?@.b == '|'] | x", 0, "$.a[?@.b == '|']"), ("$.a,$.b", 0, "$.a"), ("$.é}}", 0, "$.é"),
        ("$.a-b", 0, "$.a"),
    ]

    @Test(arguments: aQueryEndsWhereCases)
    func `a query ends where its grammar ends`(text: String, start: Int, expected: String) throws {
        var parser = QueryParser(utf8: Array(text.utf8), at: start, dialect: .mapping)
        let query = try parser.parseQuery()
        #expect(query.text == expected)
        #expect(parser.position == start + expected.utf8.count)
    }

    private static let aConditionEndsWhereCases: [(String, String)] = [
        ("$.a == 1 }}", "$.a == 1"), (" @.a && !(@.b) ", "@.a && !(@.b)"), ("$.a | x", "$.a"),
        ("$.a == 1 | x", "$.a == 1"),
        ("present($.a)", "present($.a)"),
    ]

    @Test(arguments: aConditionEndsWhereCases)
    func `a condition ends where its grammar ends, and keeps its text`(text: String, expected: String) throws {
        var parser = QueryParser(text, dialect: .mapping)
        #expect(try parser.parseCondition().text == expected)
    }

    private static let aLiteralIsReadCases: [(String, QueryLiteral)] = [
        ("'text'", .text("text")), (#""a\u00e9\n""#, .text("aé\n")), ("'', 1", .text("")),
        ("1.50 | x", .number("1.50")), ("-0", .number("-0")),
        ("12345678901234567890", .number("12345678901234567890")), ("true", .boolean(true)),
        ("false,", .boolean(false)), ("null", .null),
    ]

    @Test(arguments: aLiteralIsReadCases)
    func `a literal is read`(text: String, expected: QueryLiteral) throws {
        var parser = QueryParser(text, dialect: .mapping)
        #expect(try parser.parseLiteral() == expected)
    }

    @Test(arguments: ["", "x", "truex", "$.a", "'a", "01", "-", "1.", "[1]", "+1"])
    func `what is no literal is refused`(text: String) {
        var parser = QueryParser(text, dialect: .mapping)
        #expect(throws: QuerySyntaxError.self) { try parser.parseLiteral() }
    }

    @Test func `several pieces are read out of one text`() throws {
        var parser = QueryParser("$.a 'b' $.c[?@.d == 'b'] 5", dialect: .mapping)
        #expect(try parser.parseQuery().text == "$.a")
        parser.position += 1
        #expect(try parser.parseLiteral() == .text("b"))
        parser.position += 1
        #expect(try parser.parseQuery().text == "$.c[?@.d == 'b']")
        parser.position += 1
        #expect(try parser.parseLiteral() == .number("5"))
        #expect(parser.restError() == nil)
    }

    private static let anErrorSaysWhereCases: [(String, Int, Int, String, String?)] = [
        ("$.data.first-name", 12, 1, "['first-name']", nil), ("$[foo]", 2, 3, "quotes: ['foo']", nil),
        ("$.a[?@.b = 1]", 9, 1, "'=='", "=="),
        ("$.a[?lenght(@.b) == 1]", 5, 6, "unknown function", "length"),
        ("$.a[?prezent(@.b)]", 5, 7, "unknown function", "present"),
        ("$.a[?length(@.b)]", 5, 11, "compare", nil),
        ("$.a[?match(@.b, 'c') == true]", 5, 15, "condition by itself", nil),
        ("$.a[?@.b == truee]", 12, 5, "quotes", "true"), ("$.a[?@.b == 'c]", 12, 1, "not closed", nil),
        ("$.a[0", 3, 1, "not closed", nil),
        ("$.a[01]", 4, 2, "leading zeros", nil), ("$.a[-0]", 4, 2, "'-0'", nil),
        ("$.a[9007199254740992]", 4, 16, "indexes go from", nil),
        ("$.a[?@.* == 1]", 5, 3, "several nodes", nil), ("$.a[?!@.b == 1]", 10, 2, "parentheses", nil),
        ("$.a[?@.b & @.c]", 9, 1, "'&&'", nil),
        ("$.a[?length (@.b) == 1]", 11, 1, "white space", nil), ("$.a[?(@.b]", 9, 1, "')'", nil),
        ("$.a.", 4, 0, "the end", nil),
        ("$.a[?count(1) == 1]", 11, 1, "is a query", nil), ("$.a[?length() == 1]", 5, 1, "one argument", nil),
        ("$.a[?match(@.b) ]", 5, 1, "two arguments", nil),
        ("$['\\d']", 3, 2, "no escape", nil), ("$['\\uD800']", 3, 6, "surrogate", nil),
        ("$.a == 1", 4, 1, "condition", nil), ("$ ", 1, 1, "white space", nil),
        ("$.a[?@[ 'b' ] == 1]", 7, 1, "take it out", nil), ("$.é.[0]", 5, 1, "'['", nil),
        ("$.a[?1]", 5, 1, "literal alone", nil), ("$.0", 2, 1, "index [0]", nil),
    ]

    @Test(arguments: anErrorSaysWhereCases)
    func `an error says where, why and what to do`(
        query: String,
        offset: Int,
        length: Int,
        hint: String,
        suggestion: String?
    ) {
        let error = #expect(throws: QuerySyntaxError.self) { try Query(query, dialect: .mapping) }
        #expect(error?.offset == offset, "\(error?.reason ?? "")")
        #expect(error?.length == length, "\(error?.reason ?? "")")
        #expect(error?.reason.contains(hint) == true, "\(error?.reason ?? "")")
        #expect(error?.suggestion == suggestion)
    }

    @Test func `comparisons with null and patterns that are none are remarked on`() throws {
        let condition = try Condition("$.a == 1 && $.b['c'] != null || null != @.d || $.e == null || $.f != 1")
        #expect(
            condition.remarks == [
                QueryRemark(kind: .unequalToNull(query: "$.b['c']"), offset: 12, length: 16),
                QueryRemark(kind: .unequalToNull(query: "@.d"), offset: 32, length: 11),
            ]
        )
        let query = try Query("$.a[?@.b != null].c", dialect: .mapping)
        #expect(query.remarks == [QueryRemark(kind: .unequalToNull(query: "@.b"), offset: 5, length: 11)])
        let remarks = try Query("$[?match(@, '\\\\d+')]").remarks
        #expect(remarks.map(\.offset) == [12])
        #expect(remarks.map(\.length) == [6])
        guard case .invalidPattern(let reason) = remarks[0].kind else {
            Issue.record("another kind of remark")
            return
        }
        #expect(reason.contains("[0-9]"))
    }

    @Test func `every prefix of a query is a query or an error with a place in the text`() {
        let text =
            #"$.a['b\u00e9\uD834\uDD1E'][0,-1, 1:5:-2]..*[?@.x >= -1.5e3 && (!match(@.y, "a|b") || count($..z) != 2)]"#
        let bytes = Array(text.utf8)
        for end in bytes.indices {
            var parser = QueryParser(utf8: Array(bytes[..<end]), dialect: .mapping)
            do throws(QuerySyntaxError) {
                _ = try parser.parseQuery()
                #expect(parser.position <= end)
            } catch {
                #expect((0...end).contains(error.offset))
                #expect(error.offset + error.length <= end)
            }
        }
    }
}
