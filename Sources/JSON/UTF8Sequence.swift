/// Well-formed UTF-8 byte sequences (RFC 3629; Unicode, table 3-7).
package enum UTF8Sequence {
    /// How many bytes the scalar at `bytes` takes, 2 to 4; 0 when it is ill-formed, cut off at `end`, or ASCII.
    @inline(__always)
    package static func length(at bytes: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) -> Int {
        let available = end - bytes
        let lead = bytes[0]
        switch lead {
        case 0xC2...0xDF:
            return available >= 2 && isContinuation(bytes[1]) ? 2 : 0
        case 0xE0...0xEF:
            guard available >= 3, isContinuation(bytes[1]), isContinuation(bytes[2]) else { return 0 }
            // Neither overlong nor a surrogate.
            return lead == 0xE0 && bytes[1] < 0xA0 || lead == 0xED && bytes[1] > 0x9F ? 0 : 3
        case 0xF0...0xF4:
            guard available >= 4, isContinuation(bytes[1]), isContinuation(bytes[2]), isContinuation(bytes[3]) else {
                return 0
            }
            // Neither overlong nor above U+10FFFF.
            return lead == 0xF0 && bytes[1] < 0x90 || lead == 0xF4 && bytes[1] > 0x8F ? 0 : 4
        default:
            return 0
        }
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
