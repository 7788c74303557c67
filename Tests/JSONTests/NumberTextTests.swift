import JSON
import Testing

struct NumberTextTests {
    @Test(arguments: [
        ("0", "0"), ("0", "-0"), ("0", "0e999999999999999999999"), ("-0.000e-7", "0"), ("1", "1.0"), ("1", "10e-1"),
        ("1e400", "10.0e399"), ("100", "1e2"), ("0.001", "1E-3"), ("0.00100", "0.1e-2"), ("-12.50", "-1.25e+1"),
        ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
        ("1e1000000000000", "0.1e1000000000001"), ("1e-1000000000000", "10e-1000000000001"),
        ("1e100000000000000000000000000000", "0.01e100000000000000000000000000002"),
        ("100e99999999999999999999", "1e100000000000000000001"), ("1e00000000000000000000000000000005", "100000"),
    ])
    func `numbers are equal however they are written`(first: String, second: String) {
        #expect(NumberText.compare(first, second) == .equal)
        #expect(NumberText.compare(second, first) == .equal)
    }

    @Test(arguments: [
        ("0", "1"), ("-1", "0"), ("-2", "-1"), ("1", "1.0000000000000000000000000000000000000001"), ("9", "10"),
        ("9.99", "10"), ("0.09", "0.1"), ("1e400", "1e401"), ("-1e401", "-1e400"), ("1e-401", "1e-400"),
        ("-1e1000000000000", "1e-1000000000000"), ("0", "1e-99999999999999999999999999"),
        ("-1e-99999999999999999999999999", "0"), ("1e99999999999999999999", "1e100000000000000000000"),
        ("9e99999999999999999999", "1e100000000000000000000"), ("9007199254740992", "9007199254740993"),
        ("1e5", "1e99999999999999999999999"), ("1e-99999999999999999999999", "1e-5"),
        ("1e-99999999999999999999999", "1e99999999999999999999999"), ("0.1", "0.11"), ("1.05", "1.5"), ("10", "11"),
        ("12e1", "121"),
    ])
    func `numbers are ordered by value`(smaller: String, greater: String) {
        #expect(NumberText.compare(smaller, greater) == .less)
        #expect(NumberText.compare(greater, smaller) == .greater)
        #expect(NumberText.compare(smaller, smaller) == .equal)
    }

    @Test(arguments: [
        ("1", 0..<1), (" -1.5e3\t\r\n", 1..<7), ("", nil), (" ", nil), ("1 2", nil), ("\u{C}1", nil), ("1\u{A0}", nil),
    ])
    func `a number stands alone in a text, but for white space of JSON around it`(text: String, range: Range<Int>?) {
        var text = text
        #expect(text.withUTF8 { NumberText.range(in: $0) } == range)
    }

    @Test(arguments: [
        "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "1 ", " 1", "0x1", "1.e5", "NaN", "--1", "1,5", "١",
    ])
    func `what is no JSON number is not compared`(text: String) {
        #expect(NumberText.compare(text, "1") == nil)
        #expect(NumberText.compare("1", text) == nil)
        #expect(Decimal(text) == nil)
    }

    @Test func `an exponent of many digits costs no more than reading it`() {
        let nines = String(repeating: "9", count: 1_000_000)
        #expect(NumberText.compare("1e" + nines, "1e" + nines) == .equal)
        #expect(NumberText.compare("1e-" + nines, "1e" + nines) == .less)
        #expect(NumberText.compare("1e" + nines + "0", "10e" + nines) == .greater)
    }
}
