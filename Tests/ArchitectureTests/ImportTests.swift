import TestSupport
import Testing

/// Who may import whom, beyond what the compiler checks by the table in Package.swift.
struct ImportTests {
    /// Each C module and the only folder that may see it.
    static let doors = [
        ("CLinux", "Sources/Linux/"),
        ("CSHA", "Sources/Signatures/Hashes/"),
        ("CSQLite", "Sources/Ledger/SQLite/"),
        ("CCurl", "Sources/Forwarding/Curl/"),
    ]

    @Test(arguments: doors)
    func `a C module is imported behind its door only`(module: String, door: String) throws {
        let importers = try Repository.swiftFiles(in: "Sources").filter { try Repository.imports($0).contains(module) }
        #expect(!importers.isEmpty)
        #expect(importers.filter { !$0.hasPrefix(door) } == [])
    }

    @Test(arguments: ["Foundation", "FoundationEssentials", "Dispatch", "_StringProcessing", "RegexBuilder"])
    func `no source imports what costs memory, start-up or time`(module: String) throws {
        let importers = try Repository.swiftFiles(in: "Sources").filter { try Repository.imports($0).contains(module) }
        #expect(importers == [])
    }

    @Test func `the package depends on no other package`() throws {
        let manifest = try Repository.text("Package.swift")
        #expect(!manifest.contains(".package("))
        #expect(!manifest.contains("https://"))
    }
}
