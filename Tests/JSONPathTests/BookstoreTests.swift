import JSONPath
import Testing

/// RFC 9535 section 1.5.
struct BookstoreTests {
    static let sayings =
        #"{"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95}"#
    static let sword = #"{"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99}"#
    static let moby =
        #"{"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99}"#
    static let rings =
        #"{"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings","isbn":"0-395-19395-8","#
        + #""price":22.99}"#
    static let bicycle = #"{"color":"red","price":399}"#
    static let books = "[\(sayings),\(sword),\(moby),\(rings)]"
    static let document = #"{"store":{"book":\#(books),"bicycle":\#(bicycle)}}"#

    static let cases: [(String, [String])] = [
        (
            "$.store.book[*].author",
            [#""Nigel Rees""#, #""Evelyn Waugh""#, #""Herman Melville""#, #""J. R. R. Tolkien""#]
        ),
        ("$..author", [#""Nigel Rees""#, #""Evelyn Waugh""#, #""Herman Melville""#, #""J. R. R. Tolkien""#]),
        ("$.store.*", [books, bicycle]),
        ("$.store..price", ["8.95", "12.99", "8.99", "22.99", "399"]),
        ("$..book[2]", [moby]),
        ("$..book[2].author", [#""Herman Melville""#]),
        ("$..book[2].publisher", []),
        ("$..book[-1]", [rings]),
        ("$..book[0,1]", [sayings, sword]),
        ("$..book[:2]", [sayings, sword]),
        ("$..book[?@.isbn]", [moby, rings]),
        ("$..book[?@.price<10]", [sayings, moby]),
        ("$['store']['book'][0]['title']", [#""Sayings of the Century""#]),
        (
            "$..*",
            [
                #"{"book":\#(books),"bicycle":\#(bicycle)}"#, books, bicycle, sayings, sword, moby, rings,
                #""reference""#, #""Nigel Rees""#, #""Sayings of the Century""#, "8.95",
                #""fiction""#, #""Evelyn Waugh""#, #""Sword of Honour""#, "12.99",
                #""fiction""#, #""Herman Melville""#, #""Moby Dick""#, #""0-553-21311-3""#, "8.99",
                #""fiction""#, #""J. R. R. Tolkien""#, #""The Lord of the Rings""#, #""0-395-19395-8""#, "22.99",
                #""red""#, "399",
            ]
        ),
    ]

    @Test(arguments: cases)
    func `the bookstore's queries select what the RFC says`(query: String, expected: [String]) throws {
        #expect(try select(query, in: Self.document) == expected)
    }
}
