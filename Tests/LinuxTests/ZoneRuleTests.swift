import Testing

@testable import Linux

struct ZoneRuleTests {
    private func rule(_ text: String) -> ZoneRule? {
        ZoneRule(Array(text.utf8)[...])
    }

    /// 2024-01-15T12:00Z, 2024-07-15T12:00Z.
    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 3_600, 7_200), ("EST5EDT,M3.2.0,M11.1.0", -18_000, -14_400),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 39_600, 37_800), ("IST-5:30", 19_800, 19_800), ("UTC0", 0, 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 0, 3_600), ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7_200, -3_600),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 7_200, 10_800), ("XXX3YYY,J60,J300", -10_800, -7_200),
        ("XXX3YYY,0,J365/25", -7_200, -7_200), ("XXX-1:30:15YYY-2,59/0:30:30,299", 5_415, 7_200),
    ])
    func `a rule gives winter and summer their offsets`(text: String, winter: Int, summer: Int) throws {
        let rule = try #require(self.rule(text))
        #expect(rule.offset(at: 1_705_320_000) == winter)
        #expect(rule.offset(at: 1_721_044_800) == summer)
    }

    /// Days of 2023 (a common year) and 2024 (a leap year) from which a rule holds, at midnight in UTC.
    @Test(arguments: [
        // The 60th day never counts 29 February: it is 1 March in every year.
        ("J60", 1_677_628_800, 1_709_251_200),
        // Counted from zero with it: 1 March 2023, 29 February 2024.
        ("59", 1_677_628_800, 1_709_164_800),
        // The last Thursday of February, the first Sunday of March.
        ("M2.5.4", 1_677_110_400, 1_709_164_800), ("M3.1.0", 1_677_974_400, 1_709_424_000),
    ])
    func `a rule's day is found in every year`(day: String, common: Int64, leap: Int64) throws {
        let rule = try #require(self.rule("XXX0YYY,\(day)/0,J365/24"))
        for start in [common, leap] {
            #expect(rule.offset(at: start - 1) == 0)
            #expect(rule.offset(at: start) == 3_600)
        }
    }

    @Test(arguments: [
        "", "CET", "CE-1", "-1", "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,",
        "CET-1CEST,M13.5.0,J1",
        "CET-1CEST,M3.6.0,J1", "CET-1CEST,M3.0.0,J1", "CET-1CEST,M3.5.7,J1", "CET-1CEST,J0,J1", "CET-1CEST,J366,J1",
        "CET-1CEST,366,J1", "CET-25", "CET-1:60", "CET-1CEST,J1/168,J2", "<CET-1", "<+01>", "CET-1CEST,J1,J2,J3",
        "CET-1 ", "CET-24", "CET-1CEST-24,J1,J2", "CET-99999999999999999999",
    ])
    func `what is no rule is refused`(text: String) {
        #expect(rule(text) == nil)
    }

    @Test func `a rule holds to the ends of time`() throws {
        let rule = try #require(self.rule("CET-1CEST,M3.5.0,M10.5.0/3"))
        for moment in [Int64.min / 2, -1_000_000_000_000, 1_000_000_000_000, Int64.max / 2] {
            #expect([3_600, 7_200].contains(rule.offset(at: moment)))
        }
    }
}
