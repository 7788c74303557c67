/// Looking at the text.
extension QueryParser {
    /// The next byte, or nil at the end.
    var next: UInt8? { byte(at: position) }

    func byte(at offset: Int) -> UInt8? {
        offset < text.count ? text[offset] : nil
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: text[range], as: UTF8.self)
    }

    /// Takes the next byte when it is this one.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Takes the next two bytes when they are these.
    mutating func take(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: first), byte(at: position + 1) == UInt8(ascii: second) else { return false }
        position += 2
        return true
    }

    /// Skips what RFC 9535 calls blank space: space, tab, line feed, carriage return.
    package mutating func skipBlank() {
        while let byte = next, Self.isBlank(byte) { position += 1 }
    }

    package static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// `name-first` of section 2.5.1.1: a letter, `_`, or anything beyond ASCII.
    static func isNameStart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// `name-char` of section 2.5.1.1.
    static func isNameCharacter(_ byte: UInt8) -> Bool {
        isNameStart(byte) || isDigit(byte)
    }

    /// Takes a name written without quotes; empty where none stands.
    mutating func takeName() -> Range<Int> {
        let start = position
        guard let first = next, Self.isNameStart(first) else { return start..<start }
        while let byte = next, Self.isNameCharacter(byte) { position += 1 }
        return start..<position
    }

    /// What stands at `position`, for the prose of an error.
    var found: String {
        guard let byte = next else { return "the end" }
        switch byte {
        case 0x20: return "a space"
        case 0x09: return "a tab"
        case 0x0A, 0x0D: return "a line break"
        case 0..<0x20, 0x7F: return "a control character"
        default: return "'\(string(position..<position + characterLength))'"
        }
    }

    /// UTF-8 length of the character at `position`; 0 at the end.
    var characterLength: Int {
        guard next != nil else { return 0 }
        var end = position + 1
        while let byte = byte(at: end), byte & 0xC0 == 0x80 { end += 1 }
        return end - position
    }

    /// An error at `position`, as long as the character there.
    func failure(_ reason: String, suggestion: String? = nil) -> QuerySyntaxError {
        failure(reason, length: characterLength, suggestion: suggestion)
    }

    func failure(_ reason: String, length: Int, suggestion: String? = nil) -> QuerySyntaxError {
        QuerySyntaxError(offset: position, length: length, reason: reason, suggestion: suggestion)
    }

    /// An error about a piece that has been read.
    func failure(_ reason: String, in range: Range<Int>, suggestion: String? = nil) -> QuerySyntaxError {
        QuerySyntaxError(offset: range.lowerBound, length: range.count, reason: reason, suggestion: suggestion)
    }
}
