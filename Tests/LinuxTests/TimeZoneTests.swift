import Testing

@testable import Linux

/// Offsets and changes as the IANA database has them; moments are written as seconds since 1970.
struct TimeZoneTests {
    private let zones = TimeZones(directory: ZoneFixtures.directory)

    @Test(arguments: [
        // Before the first change: the place's own mean time.
        ("Europe/Berlin", -5_000_000_000, 3_208), ("America/New_York", -5_000_000_000, -17_762),
        ("Asia/Kolkata", -5_000_000_000, 21_208), ("Africa/Monrovia", 0, -2_670),
        // 2023-11-05 and 2024-06-24.
        ("Europe/Berlin", 1_699_218_284, 3_600), ("Europe/Berlin", 1_719_218_284, 7_200),
        ("America/New_York", 1_699_218_284, -18_000), ("America/New_York", 1_719_218_284, -14_400),
        ("Australia/Lord_Howe", 1_699_218_284, 39_600), ("Australia/Lord_Howe", 1_719_218_284, 37_800),
        ("Asia/Kolkata", 1_699_218_284, 19_800), ("Africa/Monrovia", 1_699_218_284, 0),
        ("Europe/Dublin", 1_699_218_284, 0), ("Europe/Dublin", 1_719_218_284, 3_600),
        // By the rule for later years: 2100-01-01, 2100-06-30, and the end of 9999.
        ("Europe/Berlin", 4_102_444_800, 3_600), ("Europe/Berlin", 4_117_910_400, 7_200),
        ("America/New_York", 4_117_910_400, -14_400), ("Australia/Lord_Howe", 4_117_910_400, 37_800),
        ("Asia/Gaza", 4_117_910_400, 10_800), ("Europe/Dublin", 4_117_910_400, 3_600),
        ("Europe/Berlin", 253_402_127_999, 3_600), ("Australia/Lord_Howe", 253_402_127_999, 39_600),
    ])
    func `a place has its offset at a moment`(name: String, moment: Int64, offset: Int) throws {
        #expect(try zones.zone(named: name).offset(at: moment) == offset)
    }

    /// The last second before a change and the first one after it.
    @Test(arguments: [
        // 2024-03-31T01:00Z and 2024-10-27T01:00Z.
        ("Europe/Berlin", 1_711_846_800, 3_600, 7_200), ("Europe/Berlin", 1_729_990_800, 7_200, 3_600),
        // 2024-03-10T07:00Z and 2024-11-03T06:00Z.
        ("America/New_York", 1_710_054_000, -18_000, -14_400), ("America/New_York", 1_730_613_600, -14_400, -18_000),
        // Half an hour, 2024-04-06T15:00Z and 2024-10-05T15:30Z.
        ("Australia/Lord_Howe", 1_712_415_600, 39_600, 37_800), ("Australia/Lord_Howe", 1_728_142_200, 37_800, 39_600),
        // A whole day, 2011-12-30T10:00Z.
        ("Pacific/Apia", 1_325_239_200, -36_000, 50_400),
        // By the rule: 2100-03-28T01:00Z.
        ("Europe/Berlin", 4_109_878_800, 3_600, 7_200),
    ])
    func `a change counts from its very second`(name: String, change: Int64, before: Int, after: Int) throws {
        let zone = try zones.zone(named: name)
        #expect(zone.offset(at: change - 1) == before)
        #expect(zone.offset(at: change) == after)
    }

    @Test(arguments: [
        // 2024-03-31 02:00:00, 02:30:00 and 02:59:59 do not exist: 03:00:00, 03:30:00 and 03:59:59.
        ("Europe/Berlin", 1_711_850_400, 1_711_846_800, 7_200), ("Europe/Berlin", 1_711_852_200, 1_711_848_600, 7_200),
        ("Europe/Berlin", 1_711_853_999, 1_711_850_399, 7_200),
        // 01:59:59 and 03:00:00 do.
        ("Europe/Berlin", 1_711_850_399, 1_711_846_799, 3_600), ("Europe/Berlin", 1_711_854_000, 1_711_846_800, 7_200),
        // 2024-10-06 02:15 on Lord Howe is 02:45.
        ("Australia/Lord_Howe", 1_728_180_900, 1_728_143_100, 39_600),
        // 2011-12-30 12:00 in Apia is 2011-12-31 12:00.
        ("Pacific/Apia", 1_325_246_400, 1_325_282_400, 50_400),
        // 2100-03-28 02:30, by the rule.
        ("Europe/Berlin", 4_109_884_200, 4_109_880_600, 7_200),
    ])
    func `a time that clocks skip moves forward by the gap`(
        name: String,
        local: Int64,
        moment: Int64,
        offset: Int
    ) throws {
        let found = try zones.zone(named: name).moment(ofLocal: local)
        #expect(found == (moment, offset))
    }

    @Test(arguments: [
        // 2024-10-27 02:00:00 and 02:59:59 come twice; 01:59:59 and 03:00:00 once.
        ("Europe/Berlin", 1_729_994_400, 1_729_987_200, 7_200), ("Europe/Berlin", 1_729_997_999, 1_729_990_799, 7_200),
        ("Europe/Berlin", 1_729_994_399, 1_729_987_199, 7_200), ("Europe/Berlin", 1_729_998_000, 1_729_994_400, 3_600),
        // 2024-11-03 01:30.
        ("America/New_York", 1_730_597_400, 1_730_611_800, -14_400),
        // 2024-04-07 01:45 on Lord Howe.
        ("Australia/Lord_Howe", 1_712_454_300, 1_712_414_700, 39_600),
    ])
    func `of a time that comes twice the earlier counts`(name: String, local: Int64, moment: Int64, offset: Int) throws
    {
        let found = try zones.zone(named: name).moment(ofLocal: local)
        #expect(found == (moment, offset))
    }

    @Test func `every local time of a year leads to a moment that shows it, or lies in a gap`() throws {
        for name in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Gaza"] {
            let zone = try zones.zone(named: name)
            var skipped = 0
            for local in stride(from: Int64(1_704_067_200), to: 1_735_689_600, by: 900) {
                let (moment, offset) = zone.moment(ofLocal: local)
                #expect(zone.offset(at: moment) == offset)
                if moment + Int64(offset) != local { skipped += 1 }
            }
            #expect(skipped == (name == "Australia/Lord_Howe" ? 2 : 4))
        }
    }

    @Test(arguments: [
        ("UTC", 0), ("Z", 0), ("+02:00", 7_200), ("-03:30", -12_600), ("+0545", 20_700), ("-08", -28_800),
        ("+00:00", 0), ("-00:00", 0), ("+23:59", 86_340),
    ])
    func `a fixed offset needs no zone files`(name: String, offset: Int) throws {
        let zone = try TimeZones(directory: "/nonexistent").zone(named: name)
        #expect(zone.name == name)
        #expect(zone.offset(at: 1_719_218_284) == offset)
        #expect(zone.moment(ofLocal: 100_000) == (100_000 - Int64(offset), offset))
    }
}
