import TestSupport

/// Zone files that come with the tests, so that they mean the same on every machine.
enum ZoneFixtures {
    /// `Tests/Fixtures/zoneinfo`.
    static let directory = Repository.path("Tests/Fixtures/zoneinfo")
}
