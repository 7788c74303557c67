internal import JSON

/// How a place writes amounts that are no numbers yet: `1.299,00 €`.
struct WrittenAmount: Equatable {
    /// What the texts of a place are.
    enum Reading: Equatable {
        case amounts(WrittenAmount)
        /// Amounts that can be read in two ways: `29,900`.
        case ambiguous
        case none
    }

    /// What makes numbers of them: filters, each behind its bar.
    let filters: String
    /// The currency beside the numbers; nil where there is none, or where its sign is one of several.
    let currency: String?
    /// How many decimals a number has at most.
    let decimals: Int

    /// Longer texts are no amounts, in bytes.
    private static let longest = 32

    /// What the texts are, which must all be of one kind.
    static func reading(of samples: [JSONNode]) -> Reading {
        var signs: Set<Substring> = []
        var numbers: [Substring] = []
        for sample in samples {
            let text = sample.text
            guard sample.kind == .string, text.utf8.count <= longest, let (sign, number) = parts(of: text[...]) else {
                return .none
            }
            if !sign.isEmpty { signs.insert(sign) }
            numbers.append(number)
        }
        guard signs.count <= 1 else { return .none }
        let sign = signs.first ?? ""
        let commas = numbers.map { decimals(of: $0, behind: ",", groups: ".") }
        let points = numbers.map { decimals(of: $0, behind: ".", groups: ",") }
        guard !zip(commas, points).contains(where: { $0 == nil && $1 == nil }) else { return .none }
        let fitsComma = !commas.contains(nil)
        let fitsPoint = !points.contains(nil)
        let isWhole = !numbers.contains { $0.contains(",") || $0.contains(".") }
        guard isWhole || fitsComma != fitsPoint else { return .ambiguous }
        let marks = isWhole ? "" : fitsComma ? " | replace: '.', '' | replace: ',', '.'" : " | replace: ',', ''"
        return .amounts(
            WrittenAmount(
                filters: (sign.isEmpty ? "" : " | replace: '\(sign)', '' | trim") + marks,
                currency: sign.isEmpty ? nil : currency(of: sign),
                decimals: (fitsComma ? commas : points).compactMap { $0 }.max() ?? 0
            )
        )
    }

    /// The sign or code of a currency, which may be missing, and the number; nil when anything else is there.
    private static func parts(of text: Substring) -> (sign: Substring, number: Substring)? {
        guard let start = text.firstIndex(where: isDigit), let end = text.lastIndex(where: isDigit) else { return nil }
        let before = trimmed(text[..<start])
        let after = trimmed(text[text.index(after: end)...])
        let sign = before.isEmpty ? after : before
        guard before.isEmpty || after.isEmpty, sign.isEmpty || sign == "$" || currency(of: sign) != nil else {
            return nil
        }
        return (sign, text[start...end])
    }

    /// The code of ISO 4217; nil where a sign is none, or may be one of several.
    private static func currency(of sign: Substring) -> String? {
        switch sign {
        case "€": "EUR"
        case "£": "GBP"
        default: sign == sign.uppercased() && Currency.exponent(String(sign)) != nil ? String(sign) : nil
        }
    }

    /// How many decimals a number has whose groups of thousands are parted so, or not at all; nil when it is none.
    private static func decimals(of number: Substring, behind mark: Character, groups: Character) -> Int? {
        let parts = number.split(separator: mark, omittingEmptySubsequences: false)
        let thousands = parts[0].split(separator: groups, omittingEmptySubsequences: false)
        let isGrouped = thousands.count > 1
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }),
            parts.dropFirst().allSatisfy({ $0.allSatisfy(isDigit) }),
            thousands.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }),
            thousands.dropFirst().allSatisfy({ $0.count == 3 }), !isGrouped || thousands[0].count <= 3,
            thousands[0] == "0" && !isGrouped || thousands[0].first != "0"
        else { return nil }
        return parts.count == 2 ? parts[1].count : 0
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
    }
}
