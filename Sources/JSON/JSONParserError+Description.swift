extension JSONParserError: CustomStringConvertible {
    /// `LINE:COLUMN: what is wrong`, for people.
    package var description: String {
        "\(line):\(column): \(reason)"
    }
}

extension JSONParserError.Reason: CustomStringConvertible {
    /// What is wrong and, where it is not plain, how to mend it.
    package var description: String {
        switch self {
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .textAfterValue(let found): "the JSON text ends before this, but \(found) follows: remove it"
        case .tooDeep(let limit): "objects and arrays nest more than \(limit) deep"
        case .tooLong(let limit): "the text is longer than \(limit - 1) bytes"
        case .invalidUTF8: "the bytes here are not UTF-8: save or send the text as UTF-8"
        case .unterminatedString: "this string has no closing '\"'"
        case .controlCharacter(let byte):
            "the control character \(Self.name(of: Unicode.Scalar(byte))) must be escaped in a string: write '\(Self.escape(of: byte))'"
        case .invalidEscape(.end): "the text ends after a '\\'"
        case .invalidEscape(let found): "\(found) after '\\' is no escape: a backslash itself is written '\\\\'"
        case .invalidUnicodeEscape: "'\\u' needs four hexadecimal digits"
        case .leadingZero: "a number begins with no extra zero: remove it, or quote the digits to make them a string"
        case .plusSign: "a number begins with no '+': remove it"
        case .digitExpected(let found, let place): "expected a digit after \(place), found \(found)"
        case .trailingComma: "a comma must be followed by another value: remove it"
        case .comment: "JSON has no comments: remove it"
        case .unterminatedComment: "this comment has no closing '*/'"
        case .singleQuotes: "strings stand in double quotes: write '\"' in place of \"'\""
        case .nameWithoutQuotes(let name): "names stand in double quotes: write '\"\(name)\"'"
        }
    }

    /// `U+000A (line feed)`, with words for the characters that people know.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return switch scalar {
        case "\t": code + " (tab)"
        case "\n": code + " (line feed)"
        case "\r": code + " (carriage return)"
        default: code
        }
    }

    private static func escape(of byte: UInt8) -> String {
        switch byte {
        case 0x08: "\\b"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0C: "\\f"
        case 0x0D: "\\r"
        default: "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }
    }
}

extension JSONParserError.Found: CustomStringConvertible {
    package var description: String {
        switch self {
        case .end: "the end of the text"
        case .word(let word): "'\(word)'"
        case .character("'"): "\"'\""
        case .character("\u{FEFF}"): "a byte order mark"
        case .character(let scalar) where Self.isInvisible(scalar): JSONParserError.Reason.name(of: scalar)
        case .character(let scalar): "'\(scalar)'"
        }
    }
}

extension JSONParserError.Found {
    /// Whether a person would see nothing, or take it for an ordinary space.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
        default: false
        }
    }
}

extension JSONParserError.Expected: CustomStringConvertible {
    package var description: String {
        switch self {
        case .value: "a value"
        case .valueOrArrayEnd: "a value or ']'"
        case .name: "a name in double quotes"
        case .nameOrObjectEnd: "a name in double quotes or '}'"
        case .colon: "':'"
        case .commaOrArrayEnd: "',' or ']'"
        case .commaOrObjectEnd: "',' or '}'"
        }
    }
}

extension JSONParserError.DigitPlace: CustomStringConvertible {
    package var description: String {
        switch self {
        case .minus: "'-'"
        case .point: "'.'"
        case .exponent: "the exponent's 'e'"
        }
    }
}
