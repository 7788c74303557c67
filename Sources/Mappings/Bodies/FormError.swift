internal import JSON

/// Why a body is not a form, and where.
package struct FormError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// A name or value is not UTF-8 once its percent signs are decoded.
        case invalidUTF8
        /// It is longer than this.
        case tooLong(limit: Int)
        /// Brackets nest deeper than this.
        case tooDeep(limit: Int)
    }

    /// Counts from 1.
    package let line: Int
    /// Counts Unicode scalars from 1.
    package let column: Int
    package let reason: Reason

    init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
        let location = SourceLocation.of(offset: offset, in: bytes)
        line = location.line
        column = location.column
        self.reason = reason
    }

    /// `LINE:COLUMN: what is wrong`, for people.
    package var description: String {
        switch reason {
        case .invalidUTF8: "\(line):\(column): the name or value that begins here is not UTF-8: send the form as UTF-8"
        case .tooLong(let limit): "\(line):\(column): the form is longer than \(limit) bytes"
        case .tooDeep(let limit): "\(line):\(column): the brackets of this name nest more than \(limit) deep"
        }
    }
}
