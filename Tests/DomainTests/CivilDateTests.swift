import Domain
import Testing

struct CivilDateTests {
    @Test(arguments: [
        (0, 1970, 1, 1), (-1, 1969, 12, 31), (59, 1970, 3, 1), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1),
        (19_666, 2023, 11, 5), (-719_468, 0, 3, 1), (-719_528, 0, 1, 1), (-719_529, -1, 12, 31),
        (2_932_896, 9999, 12, 31), (-25_509, 1900, 2, 28), (-25_508, 1900, 3, 1),
    ])
    func `a day has its number`(days: Int, year: Int, month: Int, day: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSince1970 == days)
        #expect(CivilDate(daysSince1970: days) == date)
    }

    @Test func `each day of eight centuries follows the one before it`() throws {
        var last = CivilDate(daysSince1970: -150_001)
        for days in -150_000...150_000 {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
            let isNext =
                date.year == last.year && date.month == last.month && date.day == last.day + 1
                || date.year == last.year && date.month == last.month + 1 && date.day == 1
                || date.year == last.year + 1 && date.month == 1 && date.day == 1 && last.month == 12
            #expect(isNext, "\(date.text) after \(last.text)")
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
            last = date
        }
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2023, 4, 31), (2023, 6, 31), (2023, 9, 31), (2023, 11, 31),
        (2023, 1, 32), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0), (2023, 1, -1), (2023, -1, 1),
    ])
    func `a day that the calendar does not have is none`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [(2000, 2, 29), (2024, 2, 29), (0, 2, 29), (2023, 12, 31)])
    func `a leap day is one where it should be`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) != nil)
    }

    @Test(arguments: [
        (2023, 11, 5, "2023-11-05"), (1, 1, 1, "0001-01-01"), (0, 12, 31, "0000-12-31"), (-5, 1, 1, "-0005-01-01"),
        (12_345, 10, 20, "12345-10-20"),
    ])
    func `its text has four digits of the year`(year: Int, month: Int, day: Int, text: String) {
        #expect(CivilDate(year: year, month: month, day: day)?.text == text)
    }
}
