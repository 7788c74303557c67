internal import JSON

/// A place in a body, and how a query of the mapping language spells it.
struct BodyPath: Hashable {
    enum Step: Hashable {
        case name(String)
        case index(Int)
        /// Every element.
        case all
    }

    private(set) var steps: [Step] = []
    /// How many bytes the names on the way have together.
    private(set) var nameLength = 0

    func appending(_ step: Step) -> BodyPath {
        var path = self
        path.steps.append(step)
        if case .name(let name) = step { path.nameLength += name.utf8.count }
        return path
    }

    /// The place that this one lies in; nil for the root.
    var parent: BodyPath? {
        steps.isEmpty ? nil : steps.dropLast().reduce(BodyPath()) { $0.appending($1) }
    }

    /// The names on the way, without indexes.
    var names: [String] {
        steps.compactMap { if case .name(let name) = $0 { name } else { nil } }
    }

    /// Lower-case words of the last name: `finishedAt` and `finished_at` are both `finished`, `at`.
    var words: [String] { names.last.map { Self.words(of: $0) } ?? [] }

    /// Lower-case words of all names.
    var allWords: [String] { names.flatMap { Self.words(of: $0) } }

    var depth: Int { names.count }

    func begins(with other: BodyPath) -> Bool {
        steps.starts(with: other.steps)
    }

    /// The query, `$.data['odd name'][0]`.
    ///
    /// - Parameter root: `$` or `@`.
    func query(from root: String = "$") -> String {
        steps.reduce(into: root) { text, step in
            switch step {
            case .name(let name) where Self.isPlain(name): text += ".\(name)"
            case .name(let name): text += "['\(Self.escaped(name))']"
            case .index(let index): text += "[\(index)]"
            case .all: text += "[*]"
            }
        }
    }

    /// What a literal in single quotes needs (RFC 9535, section 2.3.1.1).
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "'", "\\": result += "\\\(scalar)"
            case "\u{00}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0))
        }
    }

    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            let isWord = character.isLetter || character.isNumber
            if !isWord || (character.isUppercase && wasLower) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isWord { word += character.lowercased() }
            wasLower = character.isLowercase || character.isNumber
        }
        return word.isEmpty ? words : words + [word]
    }
}
