internal import JSON

/// The fields that a draft makes of places that mean nothing in particular, each with a name of its own.
struct DraftFields {
    private(set) var fields: [(name: String, path: BodyPath)] = []
    /// What was left out on purpose, as queries.
    private(set) var omitted: [String] = []
    private var taken: Set<String> = []

    private static let limit = 40
    private static let longestValue = 300
    /// Names that say little without the one before them.
    private static let vague = DraftWords.values.union(DraftWords.titles).union([
        "id", "type", "text", "url", "label", "status", "code",
    ])

    /// - Parameter isUsed: whether a place has its own part in the mapping.
    init(_ survey: PayloadSurvey, isUsed: (BodyPath) -> Bool) {
        for leaf in survey.leaves where !isUsed(leaf.path) {
            let isLong = leaf.samples.contains { $0.text.utf8.count > Self.longestValue }
            // What a form calls its fields, beside what was put into them.
            let isTitle =
                leaf.path.names.count > 1 && ["titles", "labels"].contains(leaf.path.parent?.words.first ?? "")
            let isPrivate = leaf.path.words.contains { DraftWords.personal.contains($0) }
            if isLong || isPrivate || isTitle || leaf.path.allWords.contains("definition") || fields.count >= Self.limit
            {
                omitted.append(leaf.path.query(from: survey.root))
            } else if let name = name(of: leaf.path) {
                fields.append((name, leaf.path))
            }
        }
    }

    /// A name that no other field has; nil when the place has none.
    private mutating func name(of path: BodyPath) -> String? {
        let names = path.names.map { BodyPath.words(of: $0).joined(separator: "_") }.filter { !$0.isEmpty }
        guard var name = names.last else { return nil }
        if Self.vague.contains(name) || taken.contains(name), names.count > 1 {
            name = names.suffix(2).joined(separator: "_")
        }
        if taken.contains(name) { name = names.joined(separator: "_") }
        // Names that Funnelytics gives a meaning to are mapped on purpose or not at all.
        if ["session", "email", "datetime", "purchase_data"].contains(name) { name = "other_\(name)" }
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)_\(number)"
            number += 1
        }
        return unique
    }
}
