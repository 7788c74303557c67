internal import JSON

extension Value {
    /// The exact number that a number is, or that a string spells; nil for anything else, or beyond Decimal's limits.
    var number: Decimal? {
        switch self {
        case .decimal(let decimal): decimal
        case .number(let text): Decimal(text)
        case .missing, .boolean: nil
        case .node, .text: withNumberText { $0.flatMap { Decimal($0) } }
        }
    }

    /// The text of the number that a number is, or that a string spells, as it is written; nil for anything else.
    var numberText: [UInt8]? {
        withNumberText { $0.map { Array($0) } }
    }

    /// Lends the text of the number that a number is, or that a string spells, white space around it left out.
    func withNumberText<Result>(_ body: (UnsafeBufferPointer<UInt8>?) -> Result) -> Result {
        guard isNumber || isText else { return body(nil) }
        return withText { text in
            body(NumberText.range(in: text).map { UnsafeBufferPointer(rebasing: text[$0]) })
        }
    }
}
