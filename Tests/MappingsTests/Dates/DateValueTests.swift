import Linux
import Domain
import JSON
import Testing

@testable import Mappings

struct DateValueTests {
    @Test(arguments: [
        ("2023-11-05T21:18:04+00:00", 1_699_219_084_000_000), ("2023-11-05T21:18:04+02:00", 1_699_211_884_000_000),
        ("2023-11-05T21:18:04.123456789-03:30", 1_699_231_684_123_456), ("1969-12-31T23:59:59.999999Z", -1),
        ("1969-12-31T23:59:59.9999999Z", -1), ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
    ])
    func `its moment is in UTC, to the microsecond`(text: String, microseconds: Int64) throws {
        let value = try #require(DateReader(zone: .utc).read(text: text))
        #expect(value.moment == Timestamp(microseconds: microseconds))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00+00:00"), (-1, "1969-12-31T23:59:59.999999+00:00"),
        (1_699_219_084_120_000, "2023-11-05T21:18:04.12+00:00"), (-62_167_219_200_000_000, "0000-01-01T00:00:00+00:00"),
    ])
    func `a moment is shown in UTC`(microseconds: Int64, text: String) {
        #expect(DateValue(Timestamp(microseconds: microseconds))?.text == text)
    }

    @Test(arguments: [Int64.min, .max, -62_167_219_200_000_001, 253_402_300_800_000_000])
    func `a moment beyond four digits of a year is no date`(microseconds: Int64) {
        #expect(DateValue(Timestamp(microseconds: microseconds)) == nil)
    }

    @Test func `what is written is read as the same value, on every day of four centuries`() throws {
        let reader = DateReader(zone: .utc)
        for day in stride(from: -50_000, to: 100_000, by: 37) {
            let local = Int64(day) * 86_400 + Int64(day & 0xFFFF)
            let value = try #require(DateValue(local: local, nanosecond: abs(day) * 1_000, offset: day % 800 * 60))
            #expect(reader.read(text: value.text) == value)
        }
    }

    @Test func `it is appended to what is there`() throws {
        var bytes = UniqueBuffer<UInt8>()
        bytes.append(UInt8(ascii: "\""))
        DateValue(local: 0, nanosecond: 1, offset: -12_600)?.write(into: &bytes)
        #expect(String(decoding: bytes.contents, as: UTF8.self) == "\"1970-01-01T00:00:00.000000001-03:30")
    }
}
