import Foundation

/// A folder of one test's own, removed with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var ledger: String { path + "/ledger.db" }

    func makeEmptyLedgerFile() throws {
        try Data().write(to: URL(fileURLWithPath: ledger))
    }
}
