/// What is wrong with a format of the filter `date`.
package struct DateFormatError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Where in the UTF-8 of the format.
    package let offset: Int
    package let length: Int
    package let reason: Reason

    package enum Reason: Equatable, Sendable {
        /// There is no such conversion.
        case unknownConversion(String)
        /// The format ends with a single `%`.
        case endsInPercent
        /// Nothing in it says the year, without which there is no date.
        case noYear
    }

    /// For a person, with a way out.
    package var description: String {
        switch reason {
        case .unknownConversion(let conversion):
            "unknown conversion '\(conversion)': there are \(DateFormat.known); a per cent sign is '%%'"
        case .endsInPercent: "the format ends in '%': a per cent sign is written '%%'"
        case .noYear: "the format has no year: add %Y, %y, %D, %F, %G with %V, or %s"
        }
    }
}
