import Testing

@testable import Linux

struct TimeZonesTests {
    private let zones = TimeZones(directory: ZoneFixtures.directory)

    @Test(arguments: [
        "", "/etc/passwd", "../zoneinfo/Europe/Berlin", "Europe/../Europe/Berlin", "Europe//Berlin", "Europe/Berlin/",
        "/Europe/Berlin", "./Europe/Berlin", ".hidden", "Europe/Ber lin", "Europe/Berlin\u{0}", "Zürich", "+2", "+2:00",
        "+24:00", "+01:60", "+1:000", "+01:0", "+ab", "+", "Europe\\Berlin",
        String(repeating: "a", count: 256),
    ])
    func `what can be no name leads to no file`(name: String) {
        let error = #expect(throws: TimeZoneError.self) { try zones.zone(named: name) }
        #expect(error == .malformed(name))
    }

    @Test(arguments: ["Europe/Atlantis", "europe/berlin", "Europe", "Europe/Berlin/Mitte", "utc", "CEST"])
    func `a zone that the files do not have is unknown`(name: String) {
        let error = #expect(throws: TimeZoneError.self) { try zones.zone(named: name) }
        #expect(error == .unknown(name))
        #expect(error?.description.contains("'Europe/Berlin'") == true)
    }

    @Test func `without zone files the message says what to install`() {
        let zones = TimeZones(directory: "/nonexistent/zoneinfo")
        let error = #expect(throws: TimeZoneError.self) { try zones.zone(named: "Europe/Berlin") }
        #expect(error == .noZoneFiles("/nonexistent/zoneinfo"))
        #expect(error?.description.contains("tzdata") == true)
        #expect(zones.names() == ["UTC"])
    }

    @Test func `a file that is no zone file gives no zone`() throws {
        // This directory holds Swift files, whose names have a point and are no zones; a folder above them is none.
        let zones = TimeZones(directory: ZoneFixtures.directory + "/..")
        #expect(throws: TimeZoneError.unknown("zoneinfo")) { try zones.zone(named: "zoneinfo") }
    }

    @Test func `all names are listed in order`() {
        #expect(
            zones.names() == [
                "Africa/Monrovia", "America/New_York", "Asia/Gaza", "Asia/Kolkata", "Australia/Lord_Howe",
                "Europe/Berlin", "Europe/Dublin", "Pacific/Apia", "UTC",
            ]
        )
    }

    @Test func `a zone asked for twice is the same`() throws {
        let first = try zones.zone(named: "Europe/Berlin")
        let second = try zones.zone(named: "Europe/Berlin")
        #expect(first.offset(at: 0) == second.offset(at: 0))
        #expect(second.name == "Europe/Berlin")
    }
}
