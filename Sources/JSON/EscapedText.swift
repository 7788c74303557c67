/// The decoded bytes of a string's text, one after another, without a buffer.
///
/// The text is one that the parser accepted; an escaped lone surrogate comes out as U+FFFD.
struct EscapedText: Sequence, IteratorProtocol {
    private var head: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    /// UTF-8 bytes of an escaped scalar that are still to come, the first in the lowest byte.
    private var pending: UInt32 = 0

    init(of cell: TapeCell, start: UnsafePointer<UInt8>) {
        head = start + cell.content.lowerBound
        end = start + cell.content.upperBound
    }

    /// How many bytes of the text were read; when a scalar's bytes are pending, all of its escape.
    func distance(from start: UnsafePointer<UInt8>) -> Int {
        head - start
    }

    mutating func next() -> UInt8? {
        if pending != 0 {
            defer { pending >>= 8 }
            return UInt8(truncatingIfNeeded: pending)
        }
        guard head < end else { return nil }
        let byte = head.pointee
        guard byte == UInt8(ascii: "\\") else {
            head += 1
            return byte
        }
        return unescape()
    }

    /// Writes all that is left, for which there is room, and returns how many bytes it is.
    ///
    /// A fourth of the instructions of asking for one byte after another.
    mutating func write(into room: UnsafeMutablePointer<UInt8>) -> Int {
        var next = room
        func write(_ byte: UInt8) {
            next.initialize(to: byte)
            next += 1
        }
        while head < end {
            guard head.pointee == UInt8(ascii: "\\") else {
                write(head.pointee)
                head += 1
                continue
            }
            write(unescape())
            while pending != 0 {
                write(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
            }
        }
        return next - room
    }

    private mutating func unescape() -> UInt8 {
        let letter = head[1]
        guard letter == UInt8(ascii: "u") else {
            head += 2
            return Self.character(ofEscape: letter)
        }
        var value = Self.hexadecimal(head + 2)
        head += 6
        if value & 0xFC00 == 0xD800, end - head >= 6, head[0] == UInt8(ascii: "\\"), head[1] == UInt8(ascii: "u"),
            case let low = Self.hexadecimal(head + 2), low & 0xFC00 == 0xDC00
        {
            value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
            head += 6
        } else if value & 0xF800 == 0xD800 {
            value = 0xFFFD
        }
        return start(scalar: value)
    }

    /// The first byte of the scalar's UTF-8; the others wait.
    private mutating func start(scalar: UInt32) -> UInt8 {
        switch scalar {
        case ..<0x80:
            return UInt8(truncatingIfNeeded: scalar)
        case ..<0x800:
            pending = 0x80 | scalar & 0x3F
            return UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
        case ..<0x10000:
            pending = 0x80 | scalar >> 6 & 0x3F | (0x80 | scalar & 0x3F) << 8
            return UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
        default:
            pending = 0x80 | scalar >> 12 & 0x3F | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16
            return UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        }
    }

    /// What a short escape stands for; `"`, `\` and `/` for themselves.
    private static func character(ofEscape letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    /// The value of four hexadecimal digits.
    private static func hexadecimal(_ digits: UnsafePointer<UInt8>) -> UInt32 {
        var value: UInt32 = 0
        for index in 0..<4 {
            let digit = digits[index]
            value = value << 4 | UInt32(digit & 0x0F &+ (digit >> 6) &* 9)
        }
        return value
    }
}

extension EscapedText {
    /// Lends a string's text, decoded: from where it stands when nothing is escaped, else from memory for the call.
    static func withText<Result, Failure: Error>(
        of cell: TapeCell,
        start: UnsafePointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let content = cell.content
        guard cell.isEscaped else {
            return try body(UnsafeBufferPointer(start: start + content.lowerBound, count: content.count))
        }
        // The text is never longer than what it is written as.
        let outcome: Swift.Result<Result, Failure> = withUnsafeTemporaryAllocation(
            of: UInt8.self,
            capacity: content.count
        ) { buffer in
            guard let room = buffer.baseAddress else { preconditionFailure("no memory for an escaped text") }
            var escaped = EscapedText(of: cell, start: start)
            let text = UnsafeBufferPointer(start: room, count: escaped.write(into: room))
            do throws(Failure) {
                return .success(try body(text))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
