import Testing

@testable import Linux

struct ZoneFileTests {
    private func fixture(_ name: String) throws -> [UInt8] {
        try Files.read(ZoneFixtures.directory + "/" + name, limit: 1 << 20)
    }

    private func defect(_ bytes: [UInt8]) -> ZoneFile.Defect? {
        do {
            _ = try ZoneFile.read(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// A file of version 1 with one change, at second 100, from an offset of 60 to one of 120.
    private func small(version: UInt8 = 0, types: [Int32] = [60, 120], index: UInt8 = 1, leaps: UInt8 = 0) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, leaps, 1, UInt8(types.count), 4] { bytes += [0, 0, 0, count] }
        bytes += [0, 0, 0, 100, index]
        for type in types {
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: UInt32(bitPattern: type) >> (24 - 8 * $0)) } + [0, 0]
        }
        return bytes + Array("AAA\u{0}".utf8)
    }

    @Test func `a file of version 1 is read`() throws {
        let history = try ZoneFile.read(small())
        #expect(history.offset(at: 99) == 60)
        #expect(history.offset(at: 100) == 120)
        #expect(history.offset(at: 1_000_000) == 120)
    }

    @Test func `a file cut anywhere is refused`() throws {
        for bytes in [small(), try fixture("Europe/Berlin")] {
            for length in bytes.indices {
                let defect = defect(Array(bytes.prefix(length)))
                #expect(defect != nil, "cut to \(length)")
                #expect((defect == .noZoneFile) == (length < 4))
            }
        }
    }

    @Test func `no flipped byte of a file stops the program`() throws {
        let bytes = try fixture("Asia/Kolkata")
        for index in bytes.indices {
            for flip: UInt8 in [0x01, 0x80, 0xFF] {
                var other = bytes
                other[index] ^= flip
                guard let history = try? ZoneFile.read(other) else { continue }
                for moment in [Int64.min / 4, -1, 0, 1, Int64.max / 4] {
                    #expect(abs(history.offset(at: moment)) < 86_400)
                }
            }
        }
    }

    @Test func `counts and indexes that do not fit are refused`() {
        #expect(defect(Array("NOPE".utf8) + [UInt8](repeating: 0, count: 60)) == .noZoneFile)
        #expect(defect(small(index: 2)) == .inconsistent)
        #expect(defect(small(types: [])) == .inconsistent)
        for offset in [Int32(86_400), -86_400, .max, .min] {
            #expect(defect(small(types: [60, offset])) == .inconsistent)
        }
        #expect(defect(small(leaps: 1)) == .countsLeapSeconds)
        var huge = small()
        huge.replaceSubrange(32..<36, with: [0x7F, 0xFF, 0xFF, 0xFF])
        #expect(defect(huge) == .inconsistent)
        huge.replaceSubrange(32..<36, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(defect(huge) == .inconsistent)
        #expect(defect(small(version: UInt8(ascii: "2"))) == .truncated)
    }

    @Test func `a footer that is no rule is refused, an empty one is none`() throws {
        let bytes = try fixture("Asia/Kolkata")
        let body = bytes.prefix(bytes.count - "\nIST-5:30\n".utf8.count)
        #expect(defect(body + Array("\nIST\n".utf8)) == .badRule)
        #expect(defect(body + Array("\nIST-5:30".utf8)) == .truncated)
        #expect(try ZoneFile.read(body + Array("\n\n".utf8)).offset(at: 1_700_000_000) == 19_800)
    }
}
