internal import Domain

/// The header `Retry-After` (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// The wait that `text` asks for, from `now`; zero for a date in the past, nil when it is neither seconds nor a date.
    ///
    /// Never longer than `RetrySchedule.retryAfterLimit`.
    static func interval(_ text: String, now: Timestamp) -> Interval? {
        let trimmed = text.utf8.trimmingSpaces()
        let limit = RetrySchedule.retryAfterLimit
        if !trimmed.isEmpty, trimmed.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            // Digits that do not fit an Int64 are more seconds than the limit.
            guard let seconds = Int64(String(Substring(trimmed))) else { return limit }
            return .seconds(min(seconds, limit.inSeconds))
        }
        return HTTPDate.parse(Array(trimmed)).map { min(max($0.since(now), .zero), limit) }
    }
}

extension Substring.UTF8View {
    fileprivate func trimmingSpaces() -> Substring.UTF8View {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        var rest = self.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
        return rest
    }
}

extension String.UTF8View {
    fileprivate func trimmingSpaces() -> Substring.UTF8View {
        self[...].trimmingSpaces()
    }
}
