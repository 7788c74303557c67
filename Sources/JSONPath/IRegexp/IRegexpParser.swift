/// Reads a pattern by the grammar of RFC 9485, and refuses what is outside it.
///
/// Groups may nest 64 deep; deeper ones are refused.
struct IRegexpParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var groups = 0
    private var depth = 0

    private static let deepestNesting = 64
    /// Larger counts could never be expanded within the limit of a program's size.
    private static let largestCount = 100_000

    init(utf8: [UInt8]) {
        scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
    }

    static func parse(utf8: [UInt8]) throws(IRegexpError) -> IRegexpNode {
        var parser = IRegexpParser(utf8: utf8)
        let node = try parser.parseAlternatives()
        guard parser.next == nil else { throw parser.failure("')' closes no group; write '\\)' for the character") }
        return node
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private func failure(_ reason: String) -> IRegexpError {
        IRegexpError(offset: scalars[..<position].reduce(0) { $0 + UTF8.width($1) }, reason: reason)
    }

    private mutating func parseAlternatives() throws(IRegexpError) -> IRegexpNode {
        var branches = [try parseBranch()]
        while take("|") { branches.append(try parseBranch()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func parseBranch() throws(IRegexpError) -> IRegexpNode {
        var pieces = [IRegexpNode]()
        while let scalar = next, scalar != "|", scalar != ")" {
            pieces.append(try parseQuantifier(of: try parseAtom(scalar)))
        }
        return .sequence(pieces)
    }

    private mutating func parseAtom(_ scalar: Unicode.Scalar) throws(IRegexpError) -> IRegexpNode {
        switch scalar {
        case "(": return try parseGroup()
        case "[": return try parseClass()
        case "\\": return try parseEscape()
        case "*", "+", "?":
            throw failure("'\(scalar)' has nothing to repeat; write '\\\(scalar)' for the character")
        case "{", "}", "]":
            throw failure("'\(scalar)' stands for itself only behind a backslash: '\\\(scalar)'")
        default: break
        }
        position += 1
        return switch scalar {
        case ".": .anyScalar
        case "^": .caret
        case "$": .dollar
        default: .scalar(scalar)
        }
    }

    private mutating func parseGroup() throws(IRegexpError) -> IRegexpNode {
        guard depth < Self.deepestNesting else { throw failure("groups nest deeper than \(Self.deepestNesting)") }
        let open = position
        depth += 1
        groups += 1
        let isFirst = groups == 1
        position += 1
        if next == "?" { throw failure("I-Regexp has plain groups only, '(…)': no look-around, flags or names") }
        let inner = try parseAlternatives()
        guard take(")") else {
            position = open
            throw failure("'(' is not closed; put ')' behind the group")
        }
        depth -= 1
        return isFirst ? .firstGroup(inner) : inner
    }

    private mutating func parseQuantifier(of atom: IRegexpNode) throws(IRegexpError) -> IRegexpNode {
        let repeated: IRegexpNode
        switch next {
        case "*": repeated = .repetition(atom, least: 0, most: nil)
        case "+": repeated = .repetition(atom, least: 1, most: nil)
        case "?": repeated = .repetition(atom, least: 0, most: 1)
        case "{": return try parseRange(of: atom)
        default: return atom
        }
        position += 1
        if next == "?" || next == "+" {
            throw failure("I-Regexp has no lazy or possessive repetition; take the second sign out")
        }
        return repeated
    }

    /// `{n}`, `{n,}` or `{n,m}`.
    private mutating func parseRange(of atom: IRegexpNode) throws(IRegexpError) -> IRegexpNode {
        position += 1
        let least = try parseCount()
        var most: Int? = least
        if take(",") { most = next == "}" ? nil : try parseCount() }
        guard take("}") else { throw failure("expected '}' behind the counts of a repetition") }
        if let most, most < least { throw failure("the repetition ends before it begins: {\(least),\(most)}") }
        return .repetition(atom, least: least, most: most)
    }

    private mutating func parseCount() throws(IRegexpError) -> Int {
        var count: Int?
        while let scalar = next, ("0"..."9").contains(scalar) {
            let value = (count ?? 0) * 10 + Int(scalar.value - 0x30)
            guard value <= Self.largestCount else { throw failure("the count of a repetition is too large") }
            count = value
            position += 1
        }
        guard let count else { throw failure("expected a count: {2}, {2,} or {2,5}; a brace itself is '\\{'") }
        return count
    }
}

/// Character classes and escapes.
extension IRegexpParser {
    private mutating func parseClass() throws(IRegexpError) -> IRegexpNode {
        let open = position
        position += 1
        let isNegated = take("^")
        var ranges = [ClosedRange<UInt32>]()
        var categories: UInt32 = 0
        var isFirst = true
        while isFirst || !take("]") {
            guard let scalar = next else {
                position = open
                throw failure("'[' is not closed; put ']' behind the class")
            }
            if scalar == "-" {
                position += 1
                guard isFirst || next == "]" else {
                    throw failure("'-' in a class stands first or last, or as '\\-'")
                }
                ranges.append(0x2D...0x2D)
            } else if let mask = try parseCategory() {
                categories |= mask
            } else {
                ranges.append(try parseClassRange())
            }
            isFirst = false
        }
        return .set(ScalarSet(ranges: ranges, categories: categories, isNegated: isNegated))
    }

    /// `CCchar [ "-" CCchar ]`.
    private mutating func parseClassRange() throws(IRegexpError) -> ClosedRange<UInt32> {
        let first = try parseClassScalar()
        guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else { return first...first }
        position += 1
        let last = try parseClassScalar()
        guard first <= last else { throw failure("a range in a class goes upwards, such as a-z") }
        return first...last
    }

    private mutating func parseClassScalar() throws(IRegexpError) -> UInt32 {
        guard let scalar = next else { throw failure("'[' is not closed; put ']' behind the class") }
        switch scalar {
        case "\\": return try parseSingleEscape().value
        case "[", "]", "-": throw failure("'\(scalar)' in a class is written '\\\(scalar)'")
        default:
            position += 1
            return scalar.value
        }
    }

    private mutating func parseEscape() throws(IRegexpError) -> IRegexpNode {
        if let mask = try parseCategory() {
            return .set(ScalarSet(ranges: [], categories: mask, isNegated: false))
        }
        return .scalar(try parseSingleEscape())
    }

    /// `\p{…}` or `\P{…}`; nil, and nothing read, when neither stands here.
    private mutating func parseCategory() throws(IRegexpError) -> UInt32? {
        guard next == "\\", position + 1 < scalars.count else { return nil }
        let letter = scalars[position + 1]
        guard letter == "p" || letter == "P" else { return nil }
        let start = position
        position += 2
        guard take("{") else { throw failure("expected '{' behind '\\\(letter)', as in \\p{Lu}") }
        var name = ""
        while let scalar = next, scalar != "}", name.count <= 2 {
            name.unicodeScalars.append(scalar)
            position += 1
        }
        guard take("}"), let mask = GeneralCategoryMask.named(name) else {
            position = start
            throw failure("the classes of \\p{…} are general categories of Unicode: L, Lu, Nd, P, Zs …")
        }
        return letter == "p" ? mask : GeneralCategoryMask.all & ~mask
    }

    /// `SingleCharEsc`.
    private mutating func parseSingleEscape() throws(IRegexpError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let scalar = next else { throw failure("a backslash at the end escapes nothing; write '\\\\'") }
        position += 1
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "(", ")", "*", "+", "-", ".", "?", "[", "\\", "]", "^", "{", "|", "}": return scalar
        default:
            position = start
            throw failure("I-Regexp has no '\\\(scalar)'\(Self.insteadOf(scalar))")
        }
    }

    private static func insteadOf(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "d": "; write [0-9] or \\p{Nd}"
        case "D": "; write [^0-9] or \\P{Nd}"
        case "w": "; write [A-Za-z0-9_]"
        case "W": "; write [^A-Za-z0-9_]"
        case "s": "; write [ \\t\\n\\r]"
        case "S": "; write [^ \\t\\n\\r]"
        case "b", "B", "A", "z", "Z": ", and no other anchor than '^' and '$'"
        case "0"..."9": ": it cannot refer back to a group"
        case "$", "/", "\"", "'", ",", "&", "#", "@", "!", "%", "=", ":", ";", "<", ">", "~", "`", "_":
            "; write [\(scalar)] for the character"
        default: "; write \\\\ for a backslash"
        }
    }
}
