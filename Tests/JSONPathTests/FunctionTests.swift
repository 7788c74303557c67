import JSONPath
import Testing

/// RFC 9535 section 2.4.
struct FunctionTests {
    private static let document =
        #"{"text":"𝄞é\n","array":[1,[2],{"a":3}],"object":{"a":1,"b":2},"number":5,"null":null,"empty":"","#
        + #""authors":["x","y","z","u","v"],"regex":"a.*","bad":"(a","word":"abc"}"#

    private static let lengthCountsScalarsElementsCases: [(String, Bool)] = [
        ("length(@.text) == 3", true), ("length(@.array) == 3", true), ("length(@.object) == 2", true),
        ("length(@.number) == 5", false), ("length(@.null) == 0", false), ("length(@.empty) == 0", true),
        ("length(@.absent) == @.absent", true), ("length('abc') == 3", true), ("length(5) == length(@.absent)", true),
        ("length(value(@.array)) == 3", true), ("length(@.authors) >= 5", true), ("length(@.authors) > 5", false),
        ("length(@.authors) < 10", true), ("length(@.authors) == 5.0", true),
    ]

    @Test(arguments: lengthCountsScalarsElementsCases)
    func `length counts scalars, elements and members`(condition: String, expected: Bool) throws {
        #expect(try holds(condition, in: Self.document, dialect: .rfc9535) == expected)
    }

    private static let countCountsNodesAndCases: [(String, Bool)] = [
        ("count(@.array[*]) == 3", true), ("count(@..*) > 17", true), ("count(@.absent) == 0", true),
        ("count(@.absent.*) == 0", true), ("count(@.number) == 1", true), ("count(@['text','text']) == 2", true),
        ("value(@.number) == 5", true), ("value(@.array[*]) == 1", false), ("value(@..absent) == @.absent", true),
        ("value($..b) == 2", true), ("value($..a) == $.absent", true), ("value(@.null) == null", true),
    ]

    @Test(arguments: countCountsNodesAndCases)
    func `count counts nodes, and value is that of one node alone`(condition: String, expected: Bool) throws {
        #expect(try holds(condition, in: Self.document, dialect: .rfc9535) == expected)
    }

    private static let matchAsksForTheCases: [(String, Bool)] = [
        ("match(@.word, 'a.c')", true), ("match(@.word, 'b')", false), ("search(@.word, 'b')", true),
        ("search(@.word, '^b')", false), ("search(@.word, '^a')", true), ("match(@.word, '^abc$')", true),
        ("match(@.word, @.regex)", true), ("search(@.word, $.regex)", true), ("match(@.word, @.bad)", false),
        ("match(@.word, '(a')", false), ("!match(@.word, '(a')", true), ("match(@.number, '5')", false),
        ("match(5, '5')", false), ("match(@.word, 5)", false), ("match(@.absent, '.*')", false),
        ("match(@.word, @.absent)", false), ("match('abc', 'abc')", true), ("match(@.word, value($..regex))", true),
        ("match(@.empty, '')", true), ("search(@.word, '')", true),
    ]

    @Test(arguments: matchAsksForTheCases)
    func `match asks for the whole text and search for a part`(condition: String, expected: Bool) throws {
        #expect(try holds(condition, in: Self.document, dialect: .rfc9535) == expected)
    }

    private static let functionsAreCheckedToCases: [(String, Bool)] = [
        ("$[?length(@) < 3]", true), ("$[?length(@.*) < 3]", false), ("$[?count(@.*) == 1]", true),
        ("$[?count(1) == 1]", false), ("$[?count(foo(@.*)) == 1]", false), ("$[?match(@.timezone, 'Europe/.*')]", true),
        ("$[?match(@.timezone, 'Europe/.*') == true]", false), ("$[?value(@..color) == \"red\"]", true),
        ("$[?value(@..color)]", false), ("$[?length(@.a)]", false), ("$[?count(@.a)]", false),
        ("$[?length()==1]", false),
        ("$[?length(@.a,@.b)==1]", false), ("$[?count()==1]", false), ("$[?count(@.a,@.b)==1]", false),
        ("$[?count(@.a == 1)==1]", false), ("$[?length(@.a == 1)==1]", false), ("$[?length((@.a))==1]", false),
        ("$[?match(@.a)]", false), ("$[?match(@.a,'b','c')]", false), ("$[?search(@.a)]", false),
        ("$[?match(@.*,'b')]", false), ("$[?match(match(@.a,'b'),'c')]", false), ("$[?value('a')=='a']", false),
        ("$[?count(true)==1]", false), ("$[?count('a')==1]", false), ("$[?count(null)==1]", false),
        ("$[?length(true)==1]", true), ("$[?length(null)==1]", true), ("$[?length(1)==1]", true),
        ("$[?length(length(@.a))==1]", true), ("$[?match('a','a')]", true), ("$[?blt(@.a)]", false),
        ("$[?Length(@.a)==1]", false), ("$[?length (@.a)==1]", false), ("$[?length( @.a )==1]", true),
        ("$[?length(\n@.a\t)\r==1]", true), ("$[?match( @.a , 'b' )]", true), ("$[?length(@.a,)==1]", false),
        ("$[?length(,@.a)==1]", false), ("$[?length(@.a==1]", false), ("$[?_length(@.a)==1]", false),
        ("$[?1ength(@.a)==1]", false), ("$[?!length(@.a)]", false), ("$[?!match(@.a,'b')]", true),
        ("$[?count(@..[?length(@.a)>1])>1]", true), ("$[?length(@..a)==1]", false), ("$[?length($..a)==1]", false),
        ("$[?present(@.a)]", false), ("$[?number(@.a)==1]", false), ("$[?lower(@.a)=='a']", false),
    ]

    @Test(arguments: functionsAreCheckedToCases)
    func `functions are checked to be well-typed while the query is read`(query: String, isValid: Bool) {
        #expect(isQuery(query) == isValid)
    }
}
