import Linux
import TestSupport

@testable import Mappings

/// Readers over the zone files that come with the tests.
enum DatesInTest {
    static let zones = TimeZones(directory: Repository.path("Tests/Fixtures/zoneinfo"))

    /// What the text becomes, as it is sent; nil for a misfit.
    static func read(_ text: String, zone: String = "UTC") throws -> String? {
        DateReader(zone: try zones.zone(named: zone)).read(text: text)?.text
    }

    /// What the JSON number becomes.
    static func read(number: String) -> String? {
        var number = number
        return number.withUTF8 { DateReader(zone: .utc).read(number: $0)?.text }
    }

    /// What a text of a format becomes.
    static func read(_ text: String, format: String, zone: String = "UTC") throws -> String? {
        try DateFormat(format).read(text, zone: zones.zone(named: zone))?.text
    }
}
