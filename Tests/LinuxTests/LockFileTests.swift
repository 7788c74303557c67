import Foundation
import Testing

@testable import Linux

@Suite struct LockFileTests {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)").path

    /// Whether the lock could be taken, and `body` run while it was held.
    private func take(while body: () throws -> Void = {}) throws -> Bool {
        guard let lock = try LockFile.take(path) else { return false }
        try body()
        _ = consume lock
        return true
    }

    @Test func `a lock excludes every other until it is let go of`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try !LockFile.isHeld(path))
        let isTaken = try take { () throws in
            #expect(try LockFile.isHeld(path))
            #expect(try !take())
        }
        #expect(isTaken)
        #expect(try !LockFile.isHeld(path))
        #expect(try take())
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `a lock in a folder that is not there is an error`() throws {
        #expect(throws: SystemError.self) { _ = try LockFile.take(path + "/none") }
    }
}
