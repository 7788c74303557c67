/// Why a name gives no time zone.
package enum TimeZoneError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No zone can have this name.
    case malformed(String)
    /// The system's zone files have no such zone.
    case unknown(String)
    /// The zone's file cannot be read; the text says why.
    case unreadable(String, String)
    /// The directory of the zone files is not there.
    case noZoneFiles(String)

    /// One line for a person, with a way out.
    package var description: String {
        switch self {
        case .malformed(let name), .unknown(let name):
            "unknown time zone '\(name)': give an IANA name as 'Europe/Berlin', an offset as '+02:00', or 'UTC'"
        case .unreadable(let name, let reason):
            "cannot read the zone file of '\(name)': \(reason)"
        case .noZoneFiles(let directory):
            "no zone files in \(directory): install the package tzdata, or give an offset as '+02:00'"
        }
    }
}
