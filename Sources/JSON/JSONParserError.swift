/// Why a text is not JSON, and where.
package struct JSONParserError: Error, Equatable, Sendable {
    /// Of the byte at which the text went wrong; the text's length where it ends too early.
    package let offset: Int
    /// Counts from 1.
    package let line: Int
    /// Counts Unicode scalars from 1.
    package let column: Int
    package let reason: Reason

    init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let location = SourceLocation(of: offset, in: bytes)
        self.offset = offset
        line = location.line
        column = location.column
        self.reason = reason
    }
}

extension JSONParserError {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        /// Something else stands where one of these should.
        case unexpected(Found, expected: Expected)
        /// More follows the value.
        case textAfterValue(Found)
        /// Objects and arrays nest deeper than this.
        case tooDeep(limit: Int)
        /// The text has this many bytes or more.
        case tooLong(limit: Int)
        /// The bytes are not UTF-8.
        case invalidUTF8
        /// The text ends within a string; the offset is that of its opening quote.
        case unterminatedString
        /// A character below U+0020 stands in a string as it is.
        case controlCharacter(UInt8)
        /// A backslash and something that is no escape.
        case invalidEscape(Found)
        /// `\u` without four hexadecimal digits.
        case invalidUnicodeEscape
        /// A number begins with a zero that digits follow.
        case leadingZero
        /// A number has a `+` before it.
        case plusSign
        /// A digit should stand here in a number.
        case digitExpected(Found, after: DigitPlace)
        /// A comma has nothing after it.
        case trailingComma
        /// A comment, which only JSONC has.
        case comment
        /// The text ends within `/*`; the offset is where it opened.
        case unterminatedComment
        /// A string or name in single quotes.
        case singleQuotes
        /// A member's name without quotes.
        case nameWithoutQuotes(String)
    }

    /// What stands at the offset.
    package enum Found: Equatable, Sendable {
        case end
        /// Letters, digits and underscores, of which at most 24 are kept.
        case word(String)
        case character(Unicode.Scalar)
    }

    /// What may stand at the offset.
    package enum Expected: Equatable, Sendable {
        case value
        case valueOrArrayEnd
        case name
        case nameOrObjectEnd
        case colon
        case commaOrArrayEnd
        case commaOrObjectEnd
    }

    /// Where a digit is wanted.
    package enum DigitPlace: Equatable, Sendable {
        case minus
        case point
        case exponent
    }
}
