/// Reads a compiled zone file, TZif (RFC 8536).
enum ZoneFile {
    /// What is wrong with a file.
    enum Defect: String, Error {
        case noZoneFile = "it is no zone file"
        case truncated = "it ends too early"
        case inconsistent = "its parts do not fit together"
        case countsLeapSeconds = "it counts leap seconds"
        case badRule = "its rule for later years cannot be read"
    }

    /// The six counts of a header, in their order there (section 3.1).
    private struct Counts {
        let utcIndicators, standardIndicators, leapSeconds, changes, types, characters: Int

        /// The length of the data block that follows the header (section 3.2).
        func blockLength(timeSize: Int) -> Int {
            changes * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4) + standardIndicators
                + utcIndicators
        }
    }

    private static let headerLength = 44

    static func read(_ bytes: [UInt8]) throws(Defect) -> ZoneHistory {
        guard bytes.starts(with: Array("TZif".utf8)) else { throw .noZoneFile }
        let first = try counts(bytes, at: 0)
        guard bytes[4] >= UInt8(ascii: "2") else {
            return try history(bytes, at: headerLength, first, timeSize: 4, rule: nil)
        }
        // The first block holds 32-bit times for readers of old; the second one says all.
        let second = headerLength + first.blockLength(timeSize: 4)
        let counts = try counts(bytes, at: second)
        let block = second + headerLength
        let footer = block + counts.blockLength(timeSize: 8)
        return try history(bytes, at: block, counts, timeSize: 8, rule: try rule(bytes, at: footer))
    }

    private static func counts(_ bytes: [UInt8], at header: Int) throws(Defect) -> Counts {
        guard bytes.count >= header + headerLength else { throw .truncated }
        guard bytes[header...].starts(with: Array("TZif".utf8)) else { throw .inconsistent }
        func count(_ index: Int) -> Int { Int(bigEndian(bytes, at: header + 20 + 4 * index, size: 4)) }
        let counts = Counts(
            utcIndicators: count(0),
            standardIndicators: count(1),
            leapSeconds: count(2),
            changes: count(3),
            types: count(4),
            characters: count(5)
        )
        let all = [
            counts.utcIndicators, counts.standardIndicators, counts.leapSeconds, counts.changes, counts.types,
            counts.characters,
        ]
        guard all.allSatisfy({ (0...bytes.count).contains($0) }), counts.types > 0 else { throw .inconsistent }
        guard counts.leapSeconds == 0 else { throw .countsLeapSeconds }
        return counts
    }

    private static func history(
        _ bytes: [UInt8],
        at block: Int,
        _ counts: Counts,
        timeSize: Int,
        rule: ZoneRule?
    ) throws(Defect) -> ZoneHistory {
        guard bytes.count >= block + counts.blockLength(timeSize: timeSize) else { throw .truncated }
        let typeIndexes = block + counts.changes * timeSize
        let types = typeIndexes + counts.changes
        let offsets = (0..<counts.types).map { Int32(bigEndian(bytes, at: types + 6 * $0, size: 4)) }
        // A day or more would break how local times are looked up; the standard allows 25 and 26 hours at most.
        guard offsets.allSatisfy({ (-86_399...86_399).contains($0) }) else { throw .inconsistent }
        var moments: [Int64] = []
        var offsetsAfter: [Int32] = []
        for index in 0..<counts.changes {
            let moment = bigEndian(bytes, at: block + index * timeSize, size: timeSize)
            let type = Int(bytes[typeIndexes + index])
            guard type < counts.types, moments.last.map({ $0 < moment }) ?? true else { throw .inconsistent }
            moments.append(moment)
            offsetsAfter.append(offsets[type])
        }
        return ZoneHistory(changes: moments, offsets: offsetsAfter, firstOffset: offsets[0], rule: rule)
    }

    /// The footer between two line feeds (section 3.3); empty: there is no rule.
    private static func rule(_ bytes: [UInt8], at footer: Int) throws(Defect) -> ZoneRule? {
        guard bytes.count > footer + 1, bytes[footer] == UInt8(ascii: "\n") else { throw .truncated }
        let rest = bytes[(footer + 1)...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .truncated }
        guard end > footer + 1 else { return nil }
        guard let rule = ZoneRule(rest[..<end]) else { throw .badRule }
        return rule
    }

    /// A signed number of 4 or 8 bytes, the highest first.
    private static func bigEndian(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
        var value: UInt64 = 0
        for byte in bytes[start..<(start + size)] { value = value << 8 | UInt64(byte) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }
}
