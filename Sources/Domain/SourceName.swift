/// The name of a source: path segments of `[a-z0-9][a-z0-9._-]*`, parted by `/`.
package struct SourceName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as it stands in the URL after `/hooks/`.
    package let text: String

    /// The name, or nil when `text` is none.
    package init?(_ text: String) {
        // One pass without a list of segments: every request is asked for its source, twice.
        var beginsSegment = true
        for byte in text.utf8 {
            if Self.isAlphanumeric(byte) {
                beginsSegment = false
            } else if byte == UInt8(ascii: "/"), !beginsSegment {
                beginsSegment = true
            } else {
                guard !beginsSegment, Self.isPunctuation(byte) else { return nil }
            }
        }
        guard !beginsSegment else { return nil }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: SourceName, right: SourceName) -> Bool {
        left.text < right.text
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
