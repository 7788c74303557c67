import Testing

@testable import Mappings

struct PurchaseTotalTests {
    @Test(arguments: [
        ("1999", "1999"), ("0", "0"), ("-5", "-5"), ("-0", "0"), ("19.00", "19"), ("1e3", "1000"), ("2.5e1", "25"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
    ])
    func `whole numbers are written plainly`(text: String, total: String) {
        #expect(PurchaseTotal(text)?.text == total)
        #expect(PurchaseTotal(.number(Array(text.utf8)))?.text == total)
    }

    @Test(arguments: ["19.99", "", "abc", "1e-1", "+5", "05", "1,000", "123456789012345678901234567890123456789"])
    func `anything else is none`(text: String) {
        #expect(PurchaseTotal(text) == nil)
    }

    @Test func `a boolean is no total`() {
        #expect(PurchaseTotal(.boolean(true)) == nil)
        #expect(PurchaseTotal(.missing) == nil)
    }

    @Test(arguments: [("USD", true), ("usd", false), ("US", false), ("EURO", false), ("ÄÖÜ", false), ("US1", false)])
    func `a currency is three capital letters`(text: String, isOne: Bool) {
        #expect(PurchaseTotal.isCurrency(text) == isOne)
    }
}
