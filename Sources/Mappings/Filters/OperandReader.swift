internal import JSON
internal import JSONPath

/// How a scalar becomes what a filter can use.
struct OperandReader<Content: Sendable>: Sendable {
    /// What the scalar must be, behind "is not".
    let wanted: String
    /// Nil for what cannot be used.
    let read: @Sendable (Value) -> Content?
}

extension OperandReader where Content == [UInt8] {
    /// The text of any scalar.
    static let text = OperandReader(wanted: "a text") { $0.utf8 }
}

extension OperandReader where Content == BytePattern {
    /// The text of any scalar, to be found.
    static let pattern = OperandReader(wanted: "a text that can be found, of one character at least") { value in
        value.withText { $0.isEmpty } ? nil : BytePattern(value.utf8)
    }
}

extension OperandReader where Content == Decimal {
    static let number = OperandReader(wanted: "a number of at most \(Decimal.digitLimit) digits") { $0.number }

    static let divisor = OperandReader(wanted: "a number other than 0") { value in
        value.number.flatMap { $0.isZero ? nil : $0 }
    }
}

extension OperandReader where Content == Int {
    static let integer = OperandReader(wanted: "a whole number") { $0.number?.integer }

    static let length = OperandReader(wanted: "a whole number, 0 or more") { value in
        value.number?.integer.flatMap { $0 < 0 ? nil : $0 }
    }

    /// The exponent of a currency.
    static let currency = OperandReader(wanted: "a currency of ISO 4217, such as 'USD'") { value in
        value.isText ? Currency.exponent(value.utf8) : nil
    }
}

extension OperandReader where Content == Query {
    /// A query in a document of its own.
    static let query = OperandReader(wanted: "a query that begins with '$'") { value in
        guard value.isText else { return nil }
        do throws(QuerySyntaxError) {
            let query = try Query(value.text, dialect: .mapping)
            return query.roots.isSubset(of: [.body, .current]) ? query : nil
        } catch {
            return nil
        }
    }
}

extension OperandReader where Content == CapturePattern {
    static let regexp = OperandReader(wanted: "an I-Regexp (RFC 9485)") { value in
        guard value.isText else { return nil }
        do throws(IRegexpError) {
            return CapturePattern(try IRegexp(utf8: value.utf8))
        } catch {
            return nil
        }
    }
}

extension OperandReader where Content == DateFormat {
    static let dateFormat = OperandReader(wanted: "a format of strptime that says the year") { value in
        guard value.isText else { return nil }
        do throws(DateFormatError) {
            return try DateFormat(value.text)
        } catch {
            return nil
        }
    }
}
