import Foundation

/// Something that another process brings about in its own time.
enum Condition {
    /// Looks until it holds, for a minute at least, however busy the machine; whether it came to hold.
    static func comesToHold(_ condition: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<6_000 {
            if try condition() { return true }
            usleep(10_000)
        }
        return false
    }
}
