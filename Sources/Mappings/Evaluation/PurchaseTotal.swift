internal import JSON

/// A whole number of cents, as `__total_in_cents__` is sent: plainly, without an exponent or zeros behind a point.
struct PurchaseTotal {
    /// The digits, with a minus sign where it is negative.
    let text: String

    /// The total that a number, or a text that spells one, stands for; nil when it is not whole or too long.
    init?(_ value: Value) {
        let spellsNumber: Bool
        switch value {
        case .missing, .boolean: return nil
        case .node(let node): spellsNumber = node.kind == .number || node.kind == .string
        case .text, .number, .decimal: spellsNumber = true
        }
        guard spellsNumber, let decimal = value.withText({ Decimal($0) }), decimal.isInteger else { return nil }
        text = decimal.text
    }

    init?(_ text: String) {
        self.init(Value(text: text))
    }

    /// Whether the text has the form of a currency: three capital letters.
    static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}
