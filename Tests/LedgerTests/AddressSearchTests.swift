import Testing

@testable import Ledger

@Suite struct AddressSearchTests {
    @Test(arguments: [
        ("{\"email\":\"ann@x.example\"}", true),
        ("{\"email\":\"Ann@X.Example\"}", true),
        ("ann@x.example", true),
        ("mail ann@x.example.", true),
        ("<mailto:ann@x.example>", true),
        ("{\"email\":\"ann\\u0040x.example\"}", true),
        ("{\"text\":\"\\tann@x.example\\n\"}", true),
        ("{\"text\":\"ann\\u0040x.example\\ud83e\\udd8a\"}", true),
        ("email=ann%40x.example&b=1", true),
        ("url=https%3A%2F%2Fy.example%2F%3Femail%3Dann%40x.example", true),
        ("{\"u\":\"https:\\/\\/y.example\\/?e=ann%40x.example\"}", true),
        ("{\"email\":\"joann@x.example\"}", false),
        ("{\"email\":\"jo.ann@x.example\"}", false),
        ("{\"email\":\"jo+ann@x.example\"}", false),
        ("{\"email\":\"andréann@x.example\"}", false),
        ("{\"email\":\"ann@x.example.org\"}", false),
        ("{\"email\":\"ann@x.examples\"}", false),
        ("ann at x.example", false),
        ("x@y,@ann@x.example", true),
        ("a@b.example, c@d.example, ann@x.example", true),
        ("@x.example ann@x.exampl", false),
        ("ann@x.exampl", false),
        ("%", false), ("\\", false), ("%4", false), ("\\u00", false), ("", false),
    ])
    func `an address is found where it stands alone, however it is escaped`(text: String, isFound: Bool) throws {
        let search = try #require(AddressSearch(" Ann@x.example "))
        #expect(search.isFound(in: text) == isFound)
    }

    @Test func `an address that looks escaped is found as it is written`() throws {
        #expect(try #require(AddressSearch("50%25off@x.example")).isFound(in: "mail 50%25off@x.example"))
    }

    @Test(arguments: ["", "@", "a@", "@b", "ann", " "])
    func `what is no address is not looked for`(text: String) {
        #expect(AddressSearch(text) == nil)
    }
}
