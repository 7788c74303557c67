/// Zone files that come with the tests, so that they mean the same on every machine.
enum ZoneFixtures {
    /// `Tests/Fixtures/zoneinfo`.
    static let directory = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(2).joined(separator: "/") + "/Fixtures/zoneinfo"
    }()
}
