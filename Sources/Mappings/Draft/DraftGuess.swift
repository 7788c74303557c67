internal import JSON
internal import Linux

/// What a survey's places mean, as far as names and values tell: the best candidate for each, or none.
struct DraftGuess {
    /// Where the e-mail address stands.
    enum Email {
        case leaf(BodyPath)
        /// In the element of a list that holds one, by the way from it.
        case element(of: BodyPath, BodyPath)
    }

    /// What was paid.
    struct Money {
        enum Unit {
            case leaf(BodyPath)
            /// A code that stands beside every amount.
            case code(String)
        }

        let amount: BodyPath
        /// What makes numbers of amounts that are texts, each filter behind its bar.
        let filters: String
        let currency: Unit
        /// Whether the amount looks like cents already.
        let isMinor: Bool
        /// To how many decimals the amount is to be rounded; nil: it has no more than the currency.
        let rounding: Int?
        /// The kinds of events that are sales; empty: every event is.
        let kinds: [String]
        /// nil: none was found.
        let order: BodyPath?
        let label: BodyPath?
    }

    /// Questions with their answers: elements of a list.
    struct Answers {
        let list: BodyPath
        /// What names an element: the question, and what it goes by where that is missing or has no words.
        let keys: [BodyPath]
        let values: [BodyPath]
    }

    let email: Email?
    let session: BodyPath?
    /// The time, and where it is not in every event, the one that is in most; none: no time was found.
    let times: [PayloadSurvey.Leaf]
    /// What would be the time or the amount, did it not read in two ways; nil where one was found.
    let doubtfulTime: PayloadSurvey.Leaf?
    let doubtfulAmount: PayloadSurvey.Leaf?
    /// The flag that tells kinds of events apart, and its values in order.
    let kind: (path: BodyPath, values: [String])?
    let money: Money?
    let answers: [Answers]

    /// One address, as RFC 9485 can say it, with the spaces that people put around it.
    static let addressPattern = " *[^@ :/,]+@[^@ :/,]+[.][^@ :/,]+ *"
    init(_ survey: PayloadSurvey) {
        email = Self.email(survey)
        session =
            survey.leaves.first { leaf in
                let name = leaf.path.names.last?.lowercased() ?? ""
                return ["fa_session", "_fs", "fs_session", "funnelytics_id", "funnelytics_session"].contains(name)
            }?.path
        let time = Self.best(survey.leaves) { Self.dateScore($0) }
        let most = survey.leaves.filter { Self.dateScore($0) > 0 }.map(\.bodies).max()
        let substitute = Self.best(survey.leaves) { $0.bodies == most ? Self.dateScore($0) : 0 }
        times = [time, time?.bodies == most ? nil : substitute].compactMap { $0 }
        doubtfulTime = time == nil ? Self.doubtfulTime(survey) : nil
        kind = Self.kind(survey)
        let sales = kind?.values.filter { DraftWords.undone.isDisjoint(with: BodyPath.words(of: $0)) }
        let money = sales == [] ? nil : Self.money(survey, kinds: sales ?? [])
        doubtfulAmount = sales == [] || money != nil ? nil : Self.doubtfulAmount(survey)
        self.money = money
        answers = survey.lists.compactMap { Self.answers($0) }
    }

    private static func isAddress(_ text: Substring) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(where: { " :/,;<>{}\"".contains($0) })
        else { return false }
        let dot = parts[1].lastIndex(of: ".")
        return dot.map { $0 > parts[1].startIndex && parts[1].index(after: $0) < parts[1].endIndex } ?? false
    }

    /// Whether a value is an address once the draft's `trim` has taken the spaces off.
    private static func isAddressInSpace(_ node: JSONNode) -> Bool {
        guard node.kind == .string else { return false }
        let text = node.text.drop(while: \.isWhitespace)
        return isAddress(text.lastIndex { !$0.isWhitespace }.map { text[...$0] } ?? "")
    }

    /// The candidate with the highest score above 0, of equals the first; but none that stands in less than half of the
    /// bodies that another stands in.
    private static func best(
        _ leaves: [PayloadSurvey.Leaf],
        _ score: (PayloadSurvey.Leaf) -> Int
    ) -> PayloadSurvey.Leaf? {
        let rated = leaves.map { (leaf: $0, score: score($0)) }.filter { $0.score > 0 }
        let most = rated.map(\.leaf.bodies).max() ?? 0
        var best: (leaf: PayloadSurvey.Leaf, score: Int)?
        for candidate in rated where 2 * candidate.leaf.bodies >= most && candidate.score > best?.score ?? 0 {
            best = candidate
        }
        return best?.leaf
    }

    private static func email(_ survey: PayloadSurvey) -> Email? {
        let leaf = best(survey.leaves) { leaf in
            guard leaf.path.steps.last != .all, let first = leaf.samples.first, isAddressInSpace(first) else {
                return 0
            }
            let isStranger = !DraftWords.strangers.isDisjoint(with: leaf.path.allWords)
            let isNamed = leaf.path.words.contains(where: DraftWords.isAddress)
            return 30 + (isNamed ? 10 : 0) - (isStranger ? 25 : 0) - leaf.path.depth
        }
        for list in survey.lists {
            let found = list.elements.compactMap { element in
                PayloadSurvey.leaves(of: element).first { isAddressInSpace($0.node) }?.path
            }
            guard let path = found.first, 2 * (leaf?.bodies ?? 0) < min(found.count, survey.eventCount) else {
                continue
            }
            return .element(of: list.path, first(of: path))
        }
        return (leaf?.path).map { .leaf($0) }
    }

    /// The way with the first element in the place of every one: a query of one node.
    private static func first(of path: BodyPath) -> BodyPath {
        path.steps.reduce(BodyPath()) { $0.appending($1 == .all ? .index(0) : $1) }
    }

    private static func dateScore(_ leaf: PayloadSurvey.Leaf) -> Int {
        guard leaf.path.steps.last != .all, let sample = leaf.samples.first else { return 0 }
        // What needs no format comes first.
        if case .format = WrittenDate.reading(of: leaf.samples) { return max(0, timeScore(leaf.path) - 3) }
        let digits = sample.text.drop { $0 == "-" }
        let isNumber = sample.kind == .number || digits.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
        let isNamed = leaf.path.words.contains { DraftWords.times[$0] != nil }
        guard !isNumber || (isNamed && sample.text.count >= 10) else { return 0 }
        guard sample.kind == .string || sample.kind == .number, DateReader(zone: .utc).read(text: sample.text) != nil
        else { return 0 }
        return max(0, timeScore(leaf.path))
    }

    /// How well a place's name says that it is when something happened.
    private static func timeScore(_ path: BodyPath) -> Int {
        let rank = path.words.reduce(0) { $0 + (DraftWords.times[$1] ?? 0) }
        return 20 + rank - (DraftWords.plans.isDisjoint(with: path.allWords) ? 0 : 30) - 2 * path.depth
    }

    private static func doubtfulTime(_ survey: PayloadSurvey) -> PayloadSurvey.Leaf? {
        best(survey.leaves) { leaf in
            guard leaf.path.steps.last != .all, WrittenDate.reading(of: leaf.samples) == .ambiguous else { return 0 }
            return timeScore(leaf.path)
        }
    }

    private static func kind(_ survey: PayloadSurvey) -> (path: BodyPath, values: [String])? {
        let ranks = ["event": 10, "topic": 8, "trigger": 8, "type": 6, "kind": 6, "status": 3, "state": 3, "name": 0]
        let leaf = best(survey.leaves) { leaf in
            let words = leaf.path.words
            guard leaf.path.steps.last != .all, leaf.path.depth <= 2, leaf.bodies == survey.eventCount,
                let word = words.first, words.allSatisfy({ ranks[$0] != nil }), leaf.samples.allSatisfy(isWord)
            else { return 0 }
            let parent = leaf.path.depth == 2 ? leaf.path.names.first.flatMap { ranks[$0.lowercased()] } ?? -4 : 0
            return max(0, (ranks[word] ?? 0) + parent)
        }
        guard let leaf else { return nil }
        var values: [String] = []
        for value in leaf.samples.lazy.map(\.text) where !values.contains(value) {
            guard values.count < 8 else { return nil }
            values.append(value)
        }
        return (leaf.path, values)
    }

    /// Whether a value is a word of a program: `finished_participant`.
    private static func isWord(_ node: JSONNode) -> Bool {
        let text = node.text
        guard node.kind == .string, text.count <= 48, let first = text.first, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./: ".contains($0)) }
    }

    private static func money(_ survey: PayloadSurvey, kinds: [String]) -> Money? {
        let currency = best(survey.leaves) { leaf in
            guard !DraftWords.currencies.isDisjoint(with: leaf.path.words), let code = leaf.samples.first?.text,
                Currency.exponent(code) != nil
            else { return 0 }
            return 20 - leaf.path.depth
        }
        func isPlain(_ leaf: PayloadSurvey.Leaf) -> Bool { leaf.samples.allSatisfy(isAmount) }
        let found =
            Self.amount(survey, where: isPlain) ?? Self.amount(survey) { written($0) != nil }
            ?? Self.amount(survey) { isAmount($0.samples[0]) && WrittenAmount.reading(of: $0.samples) == .none }
        guard let amount = found else { return nil }
        let form = isPlain(amount) ? nil : written(amount)
        let unit: Money.Unit
        if let currency {
            unit = .leaf(currency.path)
        } else if let code = form?.currency {
            unit = .code(code)
        } else {
            return nil
        }
        let order = best(survey.leaves) { leaf in
            let isNumber = !DraftWords.orderNumbers.isDisjoint(with: leaf.path.words)
            let isID = isNumber || DraftWords.isNumber(leaf.path.words)
            let isNamed = isNumber || !DraftWords.orders.isDisjoint(with: leaf.path.allWords)
            guard isID, isNamed || leaf.path.depth == amount.path.depth, leaf.path.steps.last != .all else { return 0 }
            return 20 + (isNamed ? 10 : 0) - 2 * leaf.path.depth
        }
        let label = survey.leaves.first { leaf in
            !DraftWords.productNames.isDisjoint(with: leaf.path.words)
                || !DraftWords.products.isDisjoint(with: leaf.path.allWords)
                    && !DraftWords.titles.isDisjoint(with: leaf.path.words)
        }
        let code = currency?.samples.first?.text ?? form?.currency ?? ""
        let exponent = Currency.exponent(code) ?? 2
        let plainDecimals =
            amount.samples.map { $0.text.split(separator: ".").dropFirst().first?.count ?? 0 }.max() ?? 0
        let decimals = form?.decimals ?? plainDecimals
        return Money(
            amount: amount.path,
            filters: form?.filters ?? "",
            currency: unit,
            isMinor: form == nil && isMinor(amount, isLowerCode: code == code.lowercased(), among: survey.leaves),
            rounding: decimals > exponent ? exponent : nil,
            kinds: kinds,
            order: order?.path,
            label: label?.path
        )
    }

    /// How the amounts of a place are written that are no numbers yet, all of them alike; nil when they are not.
    private static func written(_ leaf: PayloadSurvey.Leaf) -> WrittenAmount? {
        guard case .amounts(let written) = WrittenAmount.reading(of: leaf.samples) else { return nil }
        return written
    }

    private static func doubtfulAmount(_ survey: PayloadSurvey) -> PayloadSurvey.Leaf? {
        amount(survey) { WrittenAmount.reading(of: $0.samples) == .ambiguous }
    }

    /// The place that by its name is what was paid, of those that hold amounts.
    private static func amount(
        _ survey: PayloadSurvey,
        where holdsAmounts: (PayloadSurvey.Leaf) -> Bool
    ) -> PayloadSurvey.Leaf? {
        return best(survey.leaves) { leaf in
            // Some write { "amount": { "value": …, "currency": … } }.
            let isValue = leaf.path.words.count == 1 && DraftWords.values.contains(leaf.path.words[0])
            let rank = DraftWords.amountRank((isValue ? leaf.path.parent?.words : leaf.path.words) ?? [])
            guard rank > 0, leaf.path.steps.last != .all, holdsAmounts(leaf) else { return 0 }
            return 20 + rank - 2 * leaf.path.depth
        }
    }

    /// Whether an amount looks like cents: the same one stands elsewhere in major units, or it is a large whole number
    /// where no other amount has decimals, or a whole one beside a currency in small letters, as programs write it.
    private static func isMinor(
        _ amount: PayloadSurvey.Leaf,
        isLowerCode: Bool,
        among leaves: [PayloadSurvey.Leaf]
    ) -> Bool {
        guard let text = amount.samples.first?.text, !text.contains(".") else { return false }
        if !DraftWords.minorUnits.isDisjoint(with: amount.path.words) { return true }
        let padded = String(repeating: "0", count: max(0, 3 - text.count)) + text
        let major = "\(padded.dropLast(2)).\(padded.suffix(2))"
        if leaves.contains(where: { $0.samples.first?.text == major }) { return true }
        let hasDecimals = leaves.contains { leaf in
            leaf.path.words.contains(where: DraftWords.isMoney)
                && leaf.samples.contains { isAmount($0) && $0.text.contains(".") }
        }
        return !hasDecimals && (text.count >= 4 || isLowerCode)
    }

    private static func isAmount(_ node: JSONNode) -> Bool {
        let digits = node.text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        return (node.kind == .number || node.kind == .string) && digits && node.text.count <= 15
    }

    private static func answers(_ list: PayloadSurvey.List) -> Answers? {
        let values = DraftWords.answers.union([
            "text", "choice", "choices", "rating",
            "number", "boolean", "email", "date", "url", "file_url", "selected", "checked", "input", "slider_input",
            "rating_input", "response_text", "phone_number", "result", "label", "labels", "other",
        ])
        let goods: Set = ["price", "quantity", "sku", "amount"]
        guard !list.path.allWords.contains("definition") else { return nil }
        var order: [BodyPath] = []
        var counts: [BodyPath: Int] = [:]
        for element in list.elements {
            var seen: Set<BodyPath> = []
            for (path, _) in PayloadSurvey.leaves(of: element) where seen.insert(path).inserted {
                if counts[path] == nil { order.append(path) }
                counts[path, default: 0] += 1
            }
        }
        guard !order.contains(where: { $0.depth == 1 && goods.contains($0.names[0].lowercased()) }) else { return nil }
        let rated = order.filter { 2 * counts[$0, default: 0] >= list.elements.count && !$0.steps.contains(.all) }
            .map { (path: $0, score: (DraftWords.questions[$0.names.last ?? ""] ?? 0) * 2 - $0.depth) }
        guard let most = rated.map(\.score).max(), most > 0, let key = rated.first(where: { $0.score == most })?.path
        else { return nil }
        let substitute = ["key", "ref", "code", "question_id", "field_id", "id"].lazy
            .map { BodyPath().appending(.name($0)) }.first { $0 != key && counts[$0] == list.elements.count }
        let answers = order.filter { path in
            // What a list calls its elements is no answer of theirs.
            let isName = path == key || path.depth == 1 && DraftWords.questions[path.names[0]] != nil
            return !isName && values.contains(path.names.last?.lowercased() ?? "")
        }
        // People and things have names, too.
        if key.names.last == "name", !answers.contains(where: { !DraftWords.answers.isDisjoint(with: $0.allWords) }) {
            return nil
        }
        // Lists first: what is a text in other elements has no elements, and is passed over.
        let sorted = answers.filter { $0.steps.last == .all } + answers.filter { $0.steps.last != .all }
        let names = [key, substitute].compactMap { $0 }
        return sorted.isEmpty ? nil : Answers(list: list.path, keys: names, values: sorted)
    }
}
