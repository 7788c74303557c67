import Testing

@testable import Mappings

struct CurrencyTests {
    @Test(arguments: [
        ("USD", 2), ("EUR", 2), ("GBP", 2), ("CHF", 2), ("JPY", 0), ("KRW", 0), ("ISK", 0), ("XOF", 0), ("CLP", 0),
        ("KWD", 3), ("BHD", 3), ("TND", 3), ("CLF", 4), ("UYW", 4), ("AED", 2), ("ZMW", 2), ("XCG", 2), ("HRK", 2),
        ("usd", 2), ("jPy", 0), ("MGA", 2), ("HUF", 2), ("UGX", 0),
    ])
    func `a currency has its decimals, in any case`(code: String, exponent: Int) {
        #expect(Currency.exponent(code) == exponent)
    }

    @Test(arguments: [
        "", "US", "USDX", "ZZZ", "U D", "US$", "123", "XAU", "XXX", "XTS", "DEM", "ED ", " AE", "D A", "ÄÖ", "u\u{0}d",
        "@@@",
    ])
    func `what is no currency with decimals has none`(code: String) {
        #expect(Currency.exponent(code) == nil)
    }

    @Test func `all three-letter texts together are as many as the table has`() {
        let letters = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
        var counts: [Int: Int] = [:]
        for first in letters {
            for second in letters {
                for third in letters {
                    if let exponent = Currency.exponent([first, second, third]) { counts[exponent, default: 0] += 1 }
                }
            }
        }
        #expect(counts == [0: 17, 2: 145, 3: 7, 4: 2])
    }
}
