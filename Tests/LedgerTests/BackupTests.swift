import Domain
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite struct BackupTests {
    @Test func `a backup is a whole ledger of its own`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let id = try ledger.record(try Sample.event([try Sample.action(1)])).id
        let folder = try TemporaryFolder()
        var reported: [Int] = []
        try ledger.reader().backup(to: folder.ledger) { copied, _ in reported.append(copied) }
        try ledger.record(try Sample.event())
        #expect(reported.last ?? 0 > 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.ledger)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger.db"])
        let copy = try OpenLedger(in: folder)
        defer { copy.writer.stop() }
        #expect(try copy.reader().event(id)?.forwards.count == 1)
        #expect(try copy.reader().status().events[.ignored] == 0)
        #expect(try copy.reader().problems().isEmpty)
    }

    @Test func `a backup is the ledger as it was when it began, and takes the place of one that was cut off`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let body = String(repeating: "x", count: 200_000)
        for result in ledger.results(of: try (0..<30).map { _ in try Sample.event(body: body) }) {
            _ = try result.get()
        }
        let folder = try TemporaryFolder()
        try folder.write("cut off", to: "ledger.db.partial")
        var reports = 0
        try ledger.reader().backup(to: folder.ledger) { _, _ in
            reports += 1
            _ = try? ledger.record(Sample.event())
        }
        #expect(reports == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger.db"])
        #expect(try LedgerReader(path: folder.ledger).status().events[.ignored] == 30)
    }

    @Test func `a damaged ledger makes no backup that would take the place of a good one`() throws {
        let ledger = try OpenLedger()
        for number in 0..<200 { try ledger.record(try Sample.event([try Sample.action(number)])) }
        ledger.writer.stop()
        let reader = try ledger.reader()
        let file = try #require(FileHandle(forUpdatingAtPath: ledger.path))
        let size = try file.seekToEnd()
        for offset in stride(from: UInt64(10 * 8192), to: size, by: 8192) {
            try file.seek(toOffset: offset)
            try file.write(contentsOf: [UInt8](repeating: 0x5A, count: 4096))
        }
        try file.close()
        let folder = try TemporaryFolder()
        let error = #expect(throws: LedgerError.self) { try reader.backup(to: folder.ledger) }
        #expect(error?.kind == .corrupt)
        #expect(error?.path == ledger.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `a backup overwrites nothing and leaves nothing behind when it fails`() throws {
        let ledger = try OpenLedger()
        defer { ledger.writer.stop() }
        let error = #expect(throws: LedgerError.self) { try ledger.reader().backup(to: ledger.path) }
        #expect(error?.kind == .exists)
        let missing = #expect(throws: LedgerError.self) {
            try ledger.reader().backup(to: ledger.folder.path("none/copy.db"))
        }
        #expect(missing?.kind == .folder)
    }
}
