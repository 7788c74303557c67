import JSON
import Testing

struct DecimalTests {
    @Test(
        arguments: [
            ([], "0"), (["1.5"], "1.5"), (["0.1", "0.2", "-0.3"], "0"), (["1e1999", "1", "-1e1999"], "1"),
            (["1e1999", "-1e-2000", "-1e1999", "0"], "-0." + String(repeating: "0", count: 1_999) + "1"),
            (["99999999999999999999999999999999999999", "0.5", "0.5"], "1" + String(repeating: "0", count: 38)),
            (["-99999999999999999999999999999999999999", "-0.5", "-0.5"], "-1" + String(repeating: "0", count: 38)),
            (["0.5", "99999999999999999999999999999999999999", "-1e38"], "-0.5"),
            (["1e38", "0.25", "-1e38", "-0.25"], "0"),
            (["1e38", "0.1"], nil), (["1e38", "1", "-0.5"], nil), (["9e1999", "1e1999"], nil),
            (["9e1999", "1e1999", "-1"], nil),
            (["9e1999", "1e-2000", "1e1999", "-1e-2000", "-1e1999"], "9" + String(repeating: "0", count: 1_999)),
            (Array(repeating: "9e1998", count: 11) + ["1", "-1"], "99" + String(repeating: "0", count: 1_998)),
        ] as [([String], String?)]
    )
    func `only the whole of a sum has to fit`(numbers: [String], expected: String?) throws {
        let sum = Decimal.sum(of: try numbers.map { try #require(Decimal($0)) })
        #expect(sum?.text == expected)
        #expect(Decimal.sum(of: try numbers.reversed().map { try #require(Decimal($0)) }) == sum)
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.000", "0"), ("0e99999999999999999999", "0"), ("1", "1"), ("-1.50", "-1.5"),
        ("112.20", "112.2"), ("1e3", "1000"), ("12.5e1", "125"), ("1.25e-3", "0.00125"), ("-5E+2", "-500"),
        ("1000e-3", "1"), ("0.0010", "0.001"), ("12345678901234567890", "12345678901234567890"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ("9999999999999999999999999999999999999900000", "9999999999999999999999999999999999999900000"),
        (
            "0.00000000000000000000000000000000000000000012345678901234567890123456789012345678",
            "0.00000000000000000000000000000000000000000012345678901234567890123456789012345678"
        ),
        ("1.000000000000000000000000000000000000000000000000000", "1"),
    ])
    func `numbers are read and written plainly`(text: String, expected: String) {
        #expect(Decimal(text)?.text == expected)
    }

    @Test(arguments: [
        "100000000000000000000000000000000000001", "1.00000000000000000000000000000000000001", "1e2000", "1e-2001",
        "10e1999", "1e999999999999999999", "1e-999999999999999999999999", "0.1e2001", "11e-2001",
    ])
    func `numbers beyond the limits are refused`(text: String) {
        #expect(Decimal(text) == nil)
    }

    @Test func `the limits themselves are within`() throws {
        #expect(try #require(Decimal("1e1999")).text == "1" + String(repeating: "0", count: 1_999))
        #expect(try #require(Decimal("1e-2000")).text == "0." + String(repeating: "0", count: 1_999) + "1")
        #expect(Decimal("10e-2001")?.text == Decimal("1e-2000")?.text)
        #expect(Decimal("0.1e2000")?.text == Decimal("1e1999")?.text)
    }

    @Test(
        arguments: [
            ("1", "2", "3"), ("0.1", "0.2", "0.3"), ("1", "-1", "0"), ("-1.5", "0.25", "-1.25"),
            ("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000"),
            ("100000000000000000000000000000000000000", "-1", "99999999999999999999999999999999999999"),
            ("1e37", "0.1", nil), ("1e100", "1", nil), ("1e100", "-1", nil),
            ("1e36", "0.1", "1000000000000000000000000000000000000.1"),
            ("9e1999", "1e1999", nil), ("0", "1e-2000", "0." + String(repeating: "0", count: 1_999) + "1"),
            ("99999999999999999999999999999999999999", "2", nil),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999", nil),
            (
                "50000000000000000000000000000000000005", "50000000000000000000000000000000000005",
                "100000000000000000000000000000000000010"
            ),
        ] as [(String, String, String?)]
    )
    func `sums are exact or nothing`(first: String, second: String, expected: String?) throws {
        let (first, second) = (try #require(Decimal(first)), try #require(Decimal(second)))
        #expect((first + second)?.text == expected)
        #expect((second + first)?.text == expected)
        #expect((first.negated - second)?.negated.text == expected)
    }

    @Test(
        arguments: [
            ("3", "0.1", "0.3"), ("0", "-5", "0"), ("-2", "-3", "6"), ("112.20", "3", "336.6"), ("1e1999", "10", nil),
            ("1e-1000", "1e-1001", nil), ("1e-1000", "1e-1000", Decimal("1e-2000")?.text),
            ("2e-1000", "5e-1001", Decimal("1e-2000")?.text),
            ("12345678901234567890", "1000000000000000001", "12345678901234567902345678901234567890"),
            ("12345678901234567891", "1000000000000000000001", nil),
            // 2^100 times 5^53 has 38 digits or fewer only because of the zeros at its end.
            (
                "1267650600228229401496703205376", "11102230246251565404236316680908203125",
                "14073748835532800000000000000000000000000000000000000000000000000000"
            ),
            (
                "-1267650600228229401496703205376", "55511151231257827021181583404541015625e-20",
                "-703687441776640000000000000000000000000000000000"
            ),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999", nil),
        ] as [(String, String, String?)]
    )
    func `products are exact or nothing`(first: String, second: String, expected: String?) throws {
        let (first, second) = (try #require(Decimal(first)), try #require(Decimal(second)))
        #expect((first * second)?.text == expected)
        #expect((second * first)?.text == expected)
    }

    @Test(
        arguments: [
            ("1", "3", "0.333333333333"), ("2", "3", "0.666666666667"), ("-2", "3", "-0.666666666667"),
            ("1", "8", "0.125"),
            ("10", "5", "2"), ("0", "7", "0"), ("1", "0", nil), ("1", "2000000000000", "0.000000000001"),
            ("1", "2000000000001", "0"), ("-1", "2000000000000", "-0.000000000001"),
            ("1e1999", "1", Decimal("1e1999")?.text),
            ("1e1999", "0.1", nil), ("1e-2000", "1e-2000", "1"), ("1e-2000", "1e1999", "0"), ("1e27", "3", nil),
            ("1e25", "3", "3333333333333333333333333.333333333333"),
            ("1e26", "3", "33333333333333333333333333.333333333333"),
            ("1e40", "99999999999999999999999999999999999", "100000"),
            ("1e1999", "4e-2", nil), ("1e1999", "4e-1", Decimal("2.5e1999")?.text),
        ] as [(String, String, String?)]
    )
    func `quotients keep twelve decimals`(first: String, second: String, expected: String?) throws {
        let (first, second) = (try #require(Decimal(first)), try #require(Decimal(second)))
        #expect(first.divided(by: second)?.text == expected)
    }

    @Test(arguments: [
        ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.4999", 0, "2"), ("0.5", 0, "1"), ("-0.4", 0, "0"), ("1.005", 2, "1.01"),
        ("1.25", 5, "1.25"), ("1250", -2, "1300"), ("1249", -2, "1200"), ("49", -2, "0"), ("50", -2, "100"),
        ("1e-2000", 0, "0"), ("5e-40", 39, "0.000000000000000000000000000000000000001"), ("5", Int.min, "0"),
        ("5", Int.max, "5"),
        ("99999999999999999999999999999999999999", -38, "100000000000000000000000000000000000000"),
        ("99999999999999999999999999999999999999", -39, "0"),
        ("0.99999999999999999999999999999999999999", 0, "1"),
        ("0.49999999999999999999999999999999999999", 0, "0"),
    ])
    func `halves round away from zero`(text: String, places: Int, expected: String) throws {
        #expect(try #require(Decimal(text)).rounded(places: places)?.text == expected)
    }

    @Test func `rounding up past the last place is refused`() throws {
        #expect(try #require(Decimal("95e1998")).rounded(places: -1_999)?.text == nil)
    }

    @Test(arguments: [
        ("-1", "0"), ("0", "1e-2000"), ("1", "1.1"), ("9", "10"), ("1e-2000", "1e1999"), ("-10", "-9"), ("-1", "1"),
        ("1.09", "1.1"),
        ("99999999999999999999999999999999999998", "99999999999999999999999999999999999999"),
        ("9999999999999999999999999999999999999.8", "1e37"),
    ])
    func `numbers are ordered by value`(smaller: String, greater: String) throws {
        let (smaller, greater) = (try #require(Decimal(smaller)), try #require(Decimal(greater)))
        #expect(smaller < greater)
        #expect(!(greater < smaller))
        #expect(!(smaller < smaller))
    }

    @Test func `equal numbers are one`() {
        #expect(Decimal("1.50") == Decimal("15e-1"))
        #expect(Set(["0", "-0", "0.0", "0e7"].compactMap { Decimal($0) }).count == 1)
    }

    @Test func `integers come back, what Int does not hold as the farthest that it does`() {
        #expect(Decimal("1.20e2")?.integer == 120)
        #expect(Decimal("-9223372036854775808")?.integer == Int.min)
        #expect(Decimal("9223372036854775808")?.integer == Int.max)
        #expect(Decimal("-1e30")?.integer == Int.min)
        #expect(Decimal("1.5")?.integer == nil)
        #expect(Decimal(Int.min).text == "-9223372036854775808")
    }
}
