internal import Glibc

/// A moment as the Date field has it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
package struct HTTPDate: Equatable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// The text, as a header's value.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The 29 bytes of the text.
    let bytes: [UInt8]

    package init(seconds: Int64) {
        self.seconds = seconds
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        // strftime would use the locale's names; these are fixed.
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
        let text = "\(day) \(parts.tm_year + 1_900) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
        bytes = Array(text.utf8)
    }
}
