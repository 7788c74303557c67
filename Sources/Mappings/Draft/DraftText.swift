internal import JSON

/// Writes a first mapping, each guess with a comment that says so.
struct DraftText {
    private let survey: PayloadSurvey
    private let guess: DraftGuess
    /// The environment variable of the token.
    private let secret: String
    /// Objects whose names are data, those within another left out.
    private let containers: [PayloadSurvey.Keyed]
    /// The places that have their own part in the mapping.
    private let usedPaths: [BodyPath]
    private var lines: [String] = []

    /// Columns of a terminal.
    private static let width = 80

    init(_ survey: PayloadSurvey, _ guess: DraftGuess, secret: String) {
        self.survey = survey
        self.guess = guess
        self.secret = secret
        containers = survey.keyed.filter { object in
            !survey.keyed.contains { $0.path != object.path && object.path.begins(with: $0.path) }
        }
        usedPaths = Self.usedPaths(guess)
    }

    /// The file's text.
    mutating func text() -> String {
        lines = ["{"]
        add(1, #""$schema": "./mapping.schema.json","#)
        let bodies = survey.bodyCount == 1 ? "one body" : "\(survey.bodyCount) bodies"
        add(1, "\"description\": \"A first draft, made from \(bodies): read what says GUESS\",")
        lines.append("")
        note(
            1,
            "The address ends in this secret: /hooks/NAME/SECRET. A signature is better where the sender can sign."
        )
        add(1, #""verify": { "token": "env:\#(secret)" },"#)
        note(1, "For times that carry no offset.")
        add(1, #""timezone": "UTC","#)
        note(1, "What no action takes is kept for you to look at; \"ignore\" once you know what else comes.")
        add(1, #""otherwise": "hold","#)
        lines.append("")
        add(1, #""common": {"#)
        addCommon()
        add(1, "},")
        lines.append("")
        add(1, #""actions": ["#)
        addActions()
        add(1, "]")
        lines.append("}")
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ level: Int, _ line: String) {
        lines.append(String(repeating: "  ", count: level) + line)
    }

    /// A value of the mapping language: the first of these that is there.
    private static func alternatives(_ values: [String]) -> String {
        values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
    }

    /// Adds a comment, in lines that fit a terminal.
    private mutating func note(_ level: Int, _ text: String) {
        var line = "//"
        for word in text.split(separator: " ") {
            if line.count > 2, 2 * level + line.count + 1 + word.count > Self.width {
                add(level, line)
                line = "//"
            }
            line += " " + word
        }
        add(level, line)
    }

    /// The text as JSON.
    private static func json(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func addCommon() {
        switch guess.email {
        case .leaf(let path):
            note(2, "GUESS: the person. Funnelytics knows people by their address.")
            add(2, "\"email\": \(Self.json(path.query(from: survey.root) + " | trim | lower")),")
        case .element(let list, let path):
            note(2, "GUESS: the first answer that looks like an address.")
            let query = "\(list.query(from: survey.root))[?\(Self.match(path))]\(path.query(from: ""))"
            add(2, "\"email\": \(Self.json(query + " | first | trim | lower")),")
        case nil:
            note(
                2,
                "No address was found: without \"email\" or \"session\" every event is a new user of Funnelytics."
            )
        }
        if let session = guess.session {
            note(2, "GUESS: the visitor's Funnelytics session.")
            add(2, "\"session\": \(Self.json(session.query(from: survey.root))),")
        }
        if let time = guess.times.first {
            note(2, "GUESS: when it happened\(Self.unit(time)).")
            let times = guess.times.map { Self.json($0.path.query(from: survey.root) + Self.dateFilter($0)) }
            add(2, "\"dateTime\": \(Self.alternatives(times)),")
        } else {
            note(2, "No time was found: the time of receipt, so that a webhook sent twice counts twice.")
            if let leaf = guess.doubtfulTime {
                let formats = "date: '%d/%m/%Y' or date: '%m/%d/%Y'"
                note(2, "\(quoted(leaf)) has the day first or the month, who knows: take \(formats).")
            }
            add(2, #""dateTime": "$request.received_at","#)
        }
        let fields = DraftFields(survey, isUsed: isUsed)
        add(2, #""fields": {"#)
        for (place, field) in fields.fields.enumerated() {
            let comma = place == fields.fields.count - 1 ? "" : ","
            add(3, "\(Self.json(field.name)): \(Self.json(field.path.query(from: survey.root)))\(comma)")
        }
        add(2, "},")
        if !fields.omitted.isEmpty {
            note(2, "Left out, as long, technical or not a funnel's business:")
            for query in fields.omitted.prefix(20) { add(2, "//   \(Self.comment(query))") }
            if fields.omitted.count > 20 { add(2, "//   and \(fields.omitted.count - 20) more") }
        }
        if survey.hasLongNames {
            note(2, "Not looked at: places whose names have more than \(PayloadSurvey.nameLimit) bytes.")
        }
        addFlatten()
    }

    private mutating func addFlatten() {
        let objects = containers
        guard !objects.isEmpty || !guess.answers.isEmpty else { return }
        add(2, #""flatten": ["#)
        for object in objects {
            let omit = omitted(from: object).map { Self.json($0) }
            let leaf = object.hasPairs ? #", "leaf": "@.value""# : ""
            let omitted = omit.isEmpty ? "" : ", \"omit\": [\(omit.joined(separator: ", "))]"
            note(3, "GUESS: names are data here, each entry becomes a field.")
            add(3, "{ \"from\": \(Self.json(object.path.query(from: survey.root)))\(leaf)\(omitted) },")
        }
        for answers in guess.answers {
            note(3, "GUESS: questions with their answers, one field each.")
            var each = "\(answers.list.query(from: survey.root))[*]"
            if case .element(let list, let path) = guess.email, list == answers.list {
                each = "\(list.query(from: survey.root))[?!\(Self.match(path))]"
            }
            let keys = answers.keys.map { Self.json("q_{{ \($0.query(from: "@")) | slug }}") }
            let values = answers.values.prefix(16).map { Self.json($0.query(from: "@")) }
            add(3, "{")
            add(4, "\"each\": \(Self.json(each)),")
            add(4, "\"key\": \(Self.alternatives(keys)),")
            add(4, "\"value\": \(Self.alternatives(values))")
            add(3, "},")
        }
        add(2, "]")
    }

    private mutating func addActions() {
        let each = survey.isBatch ? #""each": "$[*]", "# : ""
        if survey.isBatch { note(2, "A body is a list: each of its elements is an event, '@'.") }
        if let kind = guess.kind {
            let query = kind.path.query(from: survey.root)
            note(
                2,
                "GUESS: '\(Self.comment(query))' tells kinds of events apart. Names are yours to choose: they show in Funnelytics."
            )
            for value in kind.values {
                let condition = "\(query) == '\(BodyPath.escaped(value))'"
                add(2, "{ \(each)\"action\": \(Self.json(Self.title(value))), \"when\": \(Self.json(condition)) },")
            }
        } else {
            note(2, "GUESS: every event is the same. The name is yours to choose: it shows in Funnelytics.")
            let isOrder = guess.money?.order?.allWords.contains("order") == true
            add(2, "{ \(each)\"action\": \"\(isOrder ? "Order Placed" : "Quiz Completed")\" },")
        }
        if let money = guess.money {
            addPurchase(of: money)
        } else if let leaf = guess.doubtfulAmount {
            note(
                2,
                "No revenue is guessed, for \(quoted(leaf)) reads in two ways. If a comma parts the cents: "
                    + "| replace: '.', '' | replace: ',', '.' | cents. If it parts thousands: | replace: ',', '' | cents."
            )
        }
    }

    /// The action of a sale, which needs no name: its payload is a purchase.
    private mutating func addPurchase(of money: DraftGuess.Money) {
        let amount = money.amount.query(from: survey.root)
        let currency: (filter: String, value: String, condition: String?)
        switch money.currency {
        case .leaf(let path):
            let query = path.query(from: survey.root)
            currency = (query, "\(query) | upper", "present(\(query))")
        case .code(let code):
            currency = ("'\(code)'", code, nil)
        }
        let rounded = amount + money.filters + (money.rounding.map { " | round: \($0)" } ?? "")
        let total = money.isMinor ? rounded : "\(rounded) | cents: \(currency.filter)"
        let label = money.label.map { "[\(Self.json($0.query(from: survey.root))), \"Purchase\"]" } ?? "\"Purchase\""
        note(
            2,
            "GUESS: revenue, in \(money.isMinor ? "cents already: else add '| cents: …'" : "major units: cents are made of them")."
        )
        add(2, "{")
        let conditions = [sale(money), "present(\(amount))", currency.condition].compactMap { $0 }
        if survey.isBatch { add(3, #""each": "$[*]","#) }
        add(3, "\"when\": \(Self.json(conditions.joined(separator: " && "))),")
        add(3, #""purchase": {"#)
        add(4, "\"sku\": \(label),")
        add(4, "\"label\": \(label),")
        add(4, "\"total\": \(Self.json(total)),")
        add(4, "\"order\": \(Self.json(money.order?.query(from: survey.root) ?? "$request.received_at")),")
        add(4, "\"currency\": \(Self.json(currency.value))")
        add(3, "}")
        add(2, "}")
    }

    /// The condition that an event is a sale, by its kind; nil when every event is.
    private func sale(_ money: DraftGuess.Money) -> String? {
        guard let kind = guess.kind, !money.kinds.isEmpty else { return nil }
        let kinds = money.kinds.map { "\(kind.path.query(from: survey.root)) == '\(BodyPath.escaped($0))'" }.joined(
            separator: " || "
        )
        return money.kinds.count == 1 ? kinds : "(\(kinds))"
    }

    /// The names of an object that have their own part in the mapping, or that no field may have.
    private func omitted(from object: PayloadSurvey.Keyed) -> [String] {
        func name(_ path: BodyPath) -> String {
            let names = path.names.dropFirst(object.path.names.count)
            return (object.hasPairs && names.last == "value" ? names.dropLast() : names).joined(separator: "_")
        }
        let used = usedPaths.filter { $0.begins(with: object.path) }.map(name)
        let reserved = survey.leaves.filter { $0.path.begins(with: object.path) }.map { name($0.path) }
            .filter { ReservedName.contains($0) && !used.contains($0) }
        return used + reserved.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func usedPaths(_ guess: DraftGuess) -> [BodyPath] {
        var paths: [BodyPath] = []
        if case .leaf(let path) = guess.email { paths.append(path) }
        paths += [guess.session, guess.times.first?.path, guess.kind?.path].compactMap { $0 }
        if let money = guess.money {
            paths.append(money.amount)
            if case .leaf(let path) = money.currency { paths.append(path) }
        }
        return paths
    }

    private func isUsed(_ path: BodyPath) -> Bool {
        usedPaths.contains(path) || containers.contains { path.begins(with: $0.path) }
    }

    private static func match(_ path: BodyPath) -> String {
        "match(\(path.query(from: "@")), '\(DraftGuess.addressPattern)')"
    }

    /// A place and what stood there, for a comment.
    private func quoted(_ leaf: PayloadSurvey.Leaf) -> String {
        Self.comment("'\(leaf.path.query(from: survey.root))' ('\(leaf.samples.first?.text ?? "")')")
    }

    /// What makes a date of what stands at a place.
    private static func dateFilter(_ leaf: PayloadSurvey.Leaf) -> String {
        guard case .format(let format) = WrittenDate.reading(of: leaf.samples) else { return " | date" }
        return " | date: '\(format)'"
    }

    /// `, in milliseconds since 1970`, or nothing.
    private static func unit(_ leaf: PayloadSurvey.Leaf) -> String {
        if case .format(let format) = WrittenDate.reading(of: leaf.samples) {
            return format.hasPrefix("%d") ? ", the day first" : ", the month first"
        }
        guard let text = leaf.samples.first?.text, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return ""
        }
        return text.count <= 11
            ? ", in seconds since 1970"
            : text.count <= 14 ? ", in milliseconds since 1970" : ", in microseconds since 1970"
    }

    /// `finished_participant` as a person writes it: `Finished Participant`.
    private static func title(_ value: String) -> String {
        BodyPath.words(of: value).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    /// A text that cannot end its comment.
    private static func comment(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
    }
}
