internal import Glibc
internal import Synchronization

/// The zones of the system's zone files, each read once.
package final class TimeZones: Sendable {
    private let directory: String
    private let known = Mutex<[String: TimeZone]>([:])

    /// - Parameter directory: where the compiled zone files are, one for each name.
    package init(directory: String = "/usr/share/zoneinfo") {
        self.directory = directory
    }

    /// The zone of that name: `UTC`, `Z`, a fixed offset (`+02:00`, `+0200`, `+02`) or an IANA name, by its exact case.
    ///
    /// `UTC` and offsets need no zone files.
    package func zone(named name: String) throws(TimeZoneError) -> TimeZone {
        if name == "UTC" || name == "Z" { return TimeZone(name: name, offset: 0) }
        if let offset = Self.fixedOffset(name) { return TimeZone(name: name, offset: offset) }
        guard Self.isName(name) else { throw .malformed(name) }
        if let zone = known.withLock({ $0[name] }) { return zone }
        let zone = TimeZone(name: name, history: try read(name))
        known.withLock { $0[name] = zone }
        return zone
    }

    /// The names of all zones there are, sorted; empty when there are no zone files.
    ///
    /// For suggestions: reads the whole directory.
    package func names() -> [String] {
        var names = ["UTC"]
        collect(into: &names, below: nil)
        return names.sorted()
    }

    private func read(_ name: String) throws(TimeZoneError) -> ZoneHistory {
        do {
            return try ZoneFile.read(Files.read("\(directory)/\(name)", limit: 1 << 20))
        } catch let error as SystemError {
            guard error.code == ENOENT || error.code == ENOTDIR || error.code == EISDIR else {
                throw .unreadable(name, error.description)
            }
            throw Files.exists(directory) ? .unknown(name) : .noZoneFiles(directory)
        } catch let error as ZoneFile.Defect {
            throw error == .noZoneFile ? .unknown(name) : .unreadable(name, error.rawValue)
        } catch {
            preconditionFailure("reading a zone file throws nothing else: \(error)")
        }
    }

    private func collect(into names: inout [String], below folder: String?) {
        let path = folder.map { "\(directory)/\($0)" } ?? directory
        // A folder that cannot be listed only makes a suggestion poorer.
        guard let entries = try? Files.list(path) else { return }
        for entry in entries where Self.isName(entry) && entry.first?.isUppercase == true {
            let name = folder.map { "\($0)/\(entry)" } ?? entry
            if Files.isDirectory("\(directory)/\(name)") {
                collect(into: &names, below: name)
            } else if name != "UTC" {
                names.append(name)
            }
        }
    }

    /// `±HH`, `±HHMM` or `±HH:MM` in seconds, less than a day.
    private static func fixedOffset(_ name: String) -> Int? {
        var digits = Array(name.utf8)
        guard let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        digits.removeFirst()
        if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
        guard digits.count == 2 || digits.count == 4 else { return nil }
        var values: [Int] = []
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            values.append(Int(digit - UInt8(ascii: "0")))
        }
        let hours = values[0] * 10 + values[1]
        let minutes = values.count == 4 ? values[2] * 10 + values[3] : 0
        guard hours < 24, minutes < 60 else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// Whether a name is one of zones, and leads nowhere but into the directory.
    private static func isName(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 255 else { return false }
        return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first & 0xDF) else {
                return false
            }
            return part.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
                    true
                default: false
                }
            }
        }
    }
}
