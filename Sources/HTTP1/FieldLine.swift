/// One field line, of a head or of trailers (RFC 9112, section 5).
enum FieldLine {
    /// - Parameters:
    ///   - bytes: the head, from its first byte.
    ///   - line: where the line stands, without its CR LF; not empty.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) throws(RequestRefusal) -> FieldSlot {
        // RFC 9112, section 5.2: a line that goes on from the one before is obsolete, and programs unfold it differently.
        guard !bytes[line.lowerBound].isBlank else { throw .foldedLine }
        var nameEnd = line.lowerBound
        while nameEnd < line.upperBound, bytes[nameEnd].isTokenCharacter { nameEnd += 1 }
        guard nameEnd < line.upperBound, bytes[nameEnd] == .colon, nameEnd > line.lowerBound else {
            throw refusal(UnsafeBufferPointer(rebasing: bytes[line]), nameLength: nameEnd - line.lowerBound)
        }
        var start = nameEnd + 1
        var end = line.upperBound
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        for index in start..<end where bytes[index] < .space || bytes[index] == 0x7F {
            switch bytes[index] {
            case .tab: continue
            case .carriageReturn: throw .bareCarriageReturn
            default: throw .invalidFieldValue
            }
        }
        return FieldSlot(
            nameStart: Int32(line.lowerBound),
            nameEnd: Int32(nameEnd),
            valueStart: Int32(start),
            valueEnd: Int32(end)
        )
    }

    private static func refusal(_ line: UnsafeBufferPointer<UInt8>, nameLength: Int) -> RequestRefusal {
        guard nameLength > 0, nameLength < line.count else { return .invalidFieldName }
        switch line[nameLength] {
        case .carriageReturn: return .bareCarriageReturn
        // RFC 9112, section 5.1: "a server MUST reject" it, as the name would differ from what others see.
        case .space, .tab:
            return line[nameLength...].first { !$0.isBlank } == .colon ? .spaceBeforeColon : .invalidFieldName
        default: return .invalidFieldName
        }
    }
}
