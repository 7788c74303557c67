/// Queries and their segments (RFC 9535 sections 2.1.1, 2.2 and 2.5).
extension QueryParser {
    /// A query that has been read, and what the grammar asks about it.
    struct ParsedQuery {
        /// Its entry in the table of queries.
        let index: Int32
        /// Where it stands in the text.
        let range: Range<Int>
        let root: QueryRoot
        let isSingular: Bool
        /// Where white space stands inside the brackets of a segment: the grammar of singular queries has none there.
        let blankInBrackets: Int?
    }

    mutating func parseQueryPlan() throws(QuerySyntaxError) -> ParsedQuery {
        let start = position
        let root = try parseRoot()
        var segments = [Segment]()
        var blankInBrackets: Int?
        while skipToSegment() {
            guard !root.isValue else {
                throw failure("'\(root.text)' is a value and has no members; end the query behind it")
            }
            segments.append(try parseSegment(&blankInBrackets))
        }
        let isSingular = segments.allSatisfy(\.isSingular)
        let plan = QueryPlan(root: root, segments: tables.append(segments), isSingular: isSingular)
        return ParsedQuery(
            index: tables.append(plan),
            range: start..<position,
            root: root,
            isSingular: isSingular,
            blankInBrackets: blankInBrackets
        )
    }

    private mutating func parseRoot() throws(QuerySyntaxError) -> QueryRoot {
        let start = position
        if take("@") {
            if filterDepth == 0 { tables.roots.insert(.current) }
            return .current
        }
        position += 1
        guard dialect == .mapping else {
            tables.roots.insert(.body)
            return .body
        }
        let name = takeName()
        switch string(name) {
        case "":
            tables.roots.insert(.body)
            return .body
        case "request":
            tables.roots.insert(.request)
            return .request
        case "key":
            tables.roots.insert(.key)
            return .key
        case "path":
            tables.roots.insert(.path)
            return .path
        case let other:
            throw failure(
                "'$\(other)' is no root; a member of the body is written '$.\(other)'",
                in: start..<position,
                suggestion: Spelling.nearest(other, among: ["request", "key", "path"]).map { "$" + $0 }
            )
        }
    }

    /// Moves to the next segment, over the white space before it; false, and not moved, when none comes.
    private mutating func skipToSegment() -> Bool {
        let start = position
        skipBlank()
        if next == UInt8(ascii: ".") || next == UInt8(ascii: "[") { return true }
        position = start
        return false
    }

    private mutating func parseSegment(_ blankInBrackets: inout Int?) throws(QuerySyntaxError) -> Segment {
        if take(".", ".") {
            if next == UInt8(ascii: "[") {
                return .descendants(tables.append(try parseBrackets(&blankInBrackets)))
            }
            return .descendants(tables.append([try parseShorthand(behind: "..")]))
        }
        let selectors: [Selector]
        if take(".") {
            selectors = [try parseShorthand(behind: ".")]
        } else {
            selectors = try parseBrackets(&blankInBrackets)
        }
        guard selectors.count == 1 else { return .children(tables.append(selectors)) }
        switch selectors[0] {
        case .name(let name): return .name(name)
        case .index(let index): return .index(index)
        case .wildcard: return .wildcard
        case .slice, .filter: return .children(tables.append(selectors))
        }
    }

    /// Reads what may stand behind a dot: `*` or a name without quotes.
    private mutating func parseShorthand(behind dots: String) throws(QuerySyntaxError) -> Selector {
        if take("*") { return .wildcard }
        let name = takeName()
        if name.isEmpty {
            if let byte = next, Self.isDigit(byte) {
                throw failure("a name that begins with a digit is written ['…'], an index [0]")
            }
            throw failure("expected a name or '*' behind '\(dots)', found \(found); other names are written ['…']")
        }
        let start = tables.bytes.count
        tables.bytes.append(contentsOf: text[name])
        return .name(ByteRange(start: start, end: tables.bytes.count))
    }

    /// Reads `[…]` with its list of selectors.
    private mutating func parseBrackets(_ blankInBrackets: inout Int?) throws(QuerySyntaxError) -> [Selector] {
        let open = position
        position += 1
        var selectors = [Selector]()
        repeat {
            noteBlank(&blankInBrackets)
            selectors.append(try parseSelector())
            noteBlank(&blankInBrackets)
        } while take(",")
        guard take("]") else { throw unclosed(from: open) }
        return selectors
    }

    private mutating func noteBlank(_ blank: inout Int?) {
        let start = position
        skipBlank()
        if position > start, blank == nil { blank = start }
    }

    /// Why a bracket is not closed where it should be.
    private func unclosed(from open: Int) -> QuerySyntaxError {
        switch next {
        case nil:
            return failure("'[' is not closed; put ']' behind the selectors", in: open..<open + 1)
        case UInt8(ascii: "="):
            return failure("expected ',' or ']', found '='; a comparison is written '=='")
        case UInt8(ascii: "&"), UInt8(ascii: "|"):
            return failure("expected ',' or ']', found \(found); conditions are joined by '&&' and '||'")
        default:
            return failure("expected ',' or ']', found \(found)")
        }
    }
}
