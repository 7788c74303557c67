/// The identity of an event: a number that grows with the time of receipt, shown as 13 letters and digits.
package struct EventID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970 in the upper bits, a sequence within the millisecond in the lower 16.
    package let number: Int64

    package init(number: Int64) {
        self.number = number
    }

    /// The id for the next event: never at or below `last`, even when the clock has stepped back, and never negative.
    ///
    /// Moments before 1970 count as its beginning, those from the year 6429 on as the last one that has room.
    /// `last` is not the last of all ids, behind which there is none.
    package init(at time: Timestamp, after last: EventID?) {
        let byClock = min(max(0, time.microseconds / 1_000), Int64.max >> 16) << 16
        number = last.map { max(byClock, $0.number + 1) } ?? byClock
    }

    /// When the event was received, to the millisecond; later than that for ids made while the clock had stepped back.
    package var receivedAt: Timestamp {
        Timestamp(microseconds: (number >> 16) * 1_000)
    }

    /// The id that `text` shows, or nil.
    ///
    /// Letters may be in either case; `i`, `l` and `o` are read as digits.
    package init?(_ text: String) {
        guard text.utf8.count == 13 else { return nil }
        var number: UInt64 = 0
        for character in text.utf8 {
            guard let digit = Self.digit(character) else { return nil }
            let (high, overflow) = number.multipliedReportingOverflow(by: 32)
            guard !overflow else { return nil }
            number = high | digit
        }
        guard number <= UInt64(Int64.max) else { return nil }
        self.number = Int64(number)
    }

    /// Crockford's base 32 in lower case, fixed at 13 places so that texts sort as the numbers do.
    package var description: String {
        String(unsafeUninitializedCapacity: 13) { digits in
            var rest = UInt64(bitPattern: number)
            for place in stride(from: 12, through: 0, by: -1) {
                digits[place] = Self.alphabet[Int(rest & 31)]
                rest >>= 5
            }
            return 13
        }
    }

    package static func < (left: EventID, right: EventID) -> Bool {
        left.number < right.number
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static func digit(_ character: UInt8) -> UInt64? {
        let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character) ? character | 0x20 : character
        switch lower {
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
        case UInt8(ascii: "o"): return 0
        default: return alphabet.firstIndex(of: lower).map { UInt64($0) }
        }
    }
}
