import Foundation
import TestSupport
import Testing

@testable import Linux

@Suite struct LockFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("lock") }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Whether the lock could be taken, and `body` run while it was held.
    private func take(while body: () throws -> Void = {}) throws -> Bool {
        guard let lock = try LockFile.take(path) else { return false }
        try body()
        _ = consume lock
        return true
    }

    @Test func `a lock excludes every other until it is let go of`() throws {
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

    @Test func `what the holder notes is read as long as it holds the lock`() throws {
        #expect(try LockFile.note(in: path) == "")
        var lock = try LockFile.take(path)
        lock?.note("the disk is full: \(String(repeating: "x", count: 4_000))")
        #expect(try LockFile.note(in: path).hasPrefix("the disk is full: xx"))
        lock?.note("shorter")
        #expect(try LockFile.note(in: path) == "shorter")
        lock?.note("")
        #expect(try LockFile.note(in: path) == "")
        lock?.note("the last words")
        #expect(try LockFile.lastNote(in: path) == "")
        lock = nil
        #expect(try LockFile.note(in: path) == "")
    }

    @Test func `what the last holder had noted stays until the next has something to say`() throws {
        #expect(try LockFile.lastNote(in: path) == "")
        var lock = try LockFile.take(path)
        lock?.note("the last words")
        lock = nil
        #expect(try LockFile.lastNote(in: path) == "the last words")
        lock = try LockFile.take(path)
        #expect(try LockFile.note(in: path) == "the last words")
        lock?.note("")
        lock = nil
        #expect(try LockFile.lastNote(in: path) == "")
    }

    @Test func `a lock in a folder that is not there is an error`() throws {
        #expect(throws: SystemError.self) { _ = try LockFile.take(path + "/none") }
    }
}
