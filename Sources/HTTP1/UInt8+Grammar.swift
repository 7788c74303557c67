extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let percent: UInt8 = 0x25
    static let comma: UInt8 = 0x2C
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let questionMark: UInt8 = 0x3F

    /// Whether it may stand in a token: a method or a field's name (tchar; RFC 9110, section 5.6.2).
    var isTokenCharacter: Bool { isIn(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }

    /// Whether it may stand in a host's name: unreserved, sub-delims and the percent sign (RFC 3986, section 3.2.2).
    var isHostCharacter: Bool { isIn(low: 0x2BFF_7FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE) }

    var isDigit: Bool { self &- 0x30 < 10 }
    var isBlank: Bool { self == .space || self == .tab }

    /// The value of a hexadecimal digit; nil when it is none.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }

    /// The letter in lower case; every other byte as it is.
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    @inline(__always)
    private func isIn(low: UInt64, high: UInt64) -> Bool {
        self < 128 && (self < 64 ? low : high) >> UInt64(self & 63) & 1 == 1
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether both say the same but for the case of ASCII letters.
    ///
    /// - Parameter text: in lower case.
    func equals(lowercase text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let other = text.utf8Start
        for index in 0..<count where self[index].lowercased != other[index] { return false }
        return true
    }

    /// The bytes without blanks at either end.
    var trimmed: UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = count
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return UnsafeBufferPointer(rebasing: self[start..<end])
    }

    /// Calls `body` with each part between commas, blanks trimmed (RFC 9110, section 5.6.1).
    func forEachListElement<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        while true {
            var end = start
            while end < count, self[end] != .comma { end += 1 }
            try body(UnsafeBufferPointer(rebasing: self[start..<end]).trimmed)
            guard end < count else { return }
            start = end + 1
        }
    }
}
