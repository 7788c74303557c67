extension JSONParser {
    /// Passes over the number at the position, which is a minus sign or a digit (RFC 8259, section 6).
    mutating func number() throws(JSONParserError) {
        let begin = position
        if start[position] == UInt8(ascii: "-") {
            position += 1
            guard isDigit(at: position) else { throw digitExpected(after: .minus) }
        }
        if start[position] == UInt8(ascii: "0") {
            position += 1
            guard !isDigit(at: position) else { throw error(.leadingZero, at: begin) }
        } else {
            skipDigits()
        }
        if current == UInt8(ascii: ".") {
            position += 1
            guard isDigit(at: position) else { throw digitExpected(after: .point) }
            skipDigits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard isDigit(at: position) else { throw digitExpected(after: .exponent) }
            skipDigits()
        }
    }

    @inline(__always)
    private mutating func skipDigits() {
        while isDigit(at: position) { position += 1 }
    }

    @inline(__always)
    private func isDigit(at index: Int) -> Bool {
        index < count && start[index] &- UInt8(ascii: "0") < 10
    }

    private func digitExpected(after place: JSONParserError.DigitPlace) -> JSONParserError {
        error(.digitExpected(found(at: position), after: place), at: position)
    }
}
