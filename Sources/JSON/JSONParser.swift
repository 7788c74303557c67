/// Reads a JSON text (RFC 8259), or JSONC, into a tape, in one pass over its bytes.
///
/// Recursive descent: the depth limit bounds the stack. Strings are scanned sixteen bytes at a time. Nothing is decoded here;
/// the cells say where things lie.
struct JSONParser: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let start: UnsafePointer<UInt8>
    let count: Int
    let dialect: JSONDialect
    var position = 0
    var tape: TapeBuilder
    var names: DuplicateNames

    /// Keeps offsets, indexes and counts within a cell's fields: a value needs at least two bytes, its own and a comma.
    static let lengthLimit = 1 << 29

    /// Reads the whole text.
    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        dialect: JSONDialect
    ) throws(JSONParserError) -> ParsedTape {
        guard bytes.count < lengthLimit else {
            throw JSONParserError(.tooLong(limit: lengthLimit), at: 0, in: UnsafeBufferPointer(rebasing: bytes[..<0]))
        }
        guard let start = bytes.baseAddress else {
            throw JSONParserError(.unexpected(.end, expected: .value), at: 0, in: bytes)
        }
        let parser = JSONParser(bytes: bytes, start: start, dialect: dialect)
        return try parser.run()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, dialect: JSONDialect) {
        self.bytes = bytes
        self.start = start
        count = bytes.count
        self.dialect = dialect
        // Bodies of webhooks have a value or name for every 12 to 16 bytes; denser ones make the tape grow.
        tape = TapeBuilder(bytes: bytes, start: start, capacity: bytes.count / 12 + 16)
        names = DuplicateNames(start: start, keepsAll: dialect == .jsonc)
    }

    private consuming func run() throws(JSONParserError) -> ParsedTape {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        try value(depth: 0, expected: .value)
        try skipSpace()
        guard position == count else { throw textAfterValue() }
        let found = names.found.isEmpty ? [] : names.found.sorted()
        let replaced = names.hasReplaced
        let tape = tape.take()
        return ParsedTape(tape: replaced ? TapeCompactor.compacted(tape) : tape, duplicateNames: found)
    }

    /// The byte at the position; 0, which may stand nowhere outside of strings, at the end.
    @inline(__always)
    var current: UInt8 {
        position < count ? start[position] : 0
    }

    /// Whether the byte comes next, perhaps behind white space; moves past it then, else to what comes instead.
    ///
    /// Looks for the byte first: most senders put no space.
    @inline(__always)
    private mutating func passes(_ byte: UInt8) throws(JSONParserError) -> Bool {
        if current != byte {
            try skipSpace()
            guard current == byte else { return false }
        }
        position &+= 1
        return true
    }

    /// Reads the value that comes next; most are strings.
    @inline(__always)
    private mutating func value(depth: Int, expected: JSONParserError.Expected) throws(JSONParserError) {
        guard current == UInt8(ascii: "\"") else { return try otherValue(depth: depth, expected: expected) }
        let begin = position
        let isEscaped = try string()
        tape.append(TapeCell(.string, flag: isEscaped, offset: begin, endOffset: position, link: nextIndex))
    }

    @inline(never)
    private mutating func otherValue(depth: Int, expected: JSONParserError.Expected) throws(JSONParserError) {
        switch current {
        case UInt8(ascii: "{"):
            try object(depth: depth &+ 1)
        case UInt8(ascii: "["):
            try array(depth: depth &+ 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let begin = position
            try number()
            tape.append(TapeCell(.number, offset: begin, endOffset: position, link: nextIndex))
        case UInt8(ascii: "t"):
            try literal("true", kind: .bool, flag: true, expected: expected)
        case UInt8(ascii: "f"):
            try literal("false", kind: .bool, flag: false, expected: expected)
        case UInt8(ascii: "n"):
            try literal("null", kind: .null, flag: false, expected: expected)
        default:
            let before = position
            try skipSpace()
            guard position > before else { throw unexpected(expected) }
            try value(depth: depth, expected: expected)
        }
    }

    /// What a cell's link is when no other cell belongs to it.
    @inline(__always)
    private var nextIndex: UInt32 {
        UInt32(truncatingIfNeeded: tape.count &+ 1)
    }

    private mutating func array(depth: Int) throws(JSONParserError) {
        let index = try open(.array, depth: depth)
        if try passes(UInt8(ascii: "]")) { return close(index, count: 0) }
        var elements = 0
        while true {
            try value(depth: depth, expected: elements == 0 ? .valueOrArrayEnd : .value)
            elements &+= 1
            guard try passes(UInt8(ascii: ",")) else { break }
            let comma = position &- 1
            try skipSpace()
            guard current == UInt8(ascii: "]") else { continue }
            guard dialect == .jsonc else { throw error(.trailingComma, at: comma) }
            break
        }
        guard try passes(UInt8(ascii: "]")) else { throw unexpected(.commaOrArrayEnd) }
        close(index, count: elements)
    }

    private mutating func object(depth: Int) throws(JSONParserError) {
        let index = try open(.object, depth: depth)
        if try passes(UInt8(ascii: "}")) { return close(index, count: 0) }
        var members = 0
        // A bit for each name, by its hash: where each has one of its own, no name was given twice.
        var marks: UInt64 = 0
        var mayHaveTwins = false
        while true {
            let hash = try name(expected: members == 0 ? .nameOrObjectEnd : .name)
            let mark = 1 as UInt64 &<< UInt64(hash)
            if marks & mark != 0, !mayHaveTwins {
                let name = tape.count &- 1
                mayHaveTwins = DuplicateNames.mayHaveTwin(name, ofObject: index, members: members, in: tape.cells)
            }
            marks |= mark
            guard try passes(UInt8(ascii: ":")) else { throw unexpected(.colon) }
            try value(depth: depth, expected: .value)
            members &+= 1
            guard try passes(UInt8(ascii: ",")) else { break }
            let comma = position &- 1
            guard current != UInt8(ascii: "\"") else { continue }
            try skipSpace()
            guard current == UInt8(ascii: "}") else { continue }
            guard dialect == .jsonc else { throw error(.trailingComma, at: comma) }
            break
        }
        guard try passes(UInt8(ascii: "}")) else { throw unexpected(.commaOrObjectEnd) }
        close(index, count: members)
        if mayHaveTwins { names.search(object: index, in: tape.cells) }
    }

    /// Reads a member's name, and returns its hash.
    @inline(__always)
    private mutating func name(expected: JSONParserError.Expected) throws(JSONParserError) -> UInt32 {
        guard current == UInt8(ascii: "\"") else { throw unexpected(expected) }
        let begin = position
        let isEscaped = try string()
        var name = TapeCell(.string, flag: isEscaped, offset: begin, endOffset: position, link: 0)
        name.link = NameText.hash(of: name, start: start)
        tape.append(name)
        return name.link
    }

    /// Appends a container's cell, to be filled in when it closes.
    @inline(__always)
    private mutating func open(_ kind: JSONKind, depth: Int) throws(JSONParserError) -> Int {
        guard depth <= JSONDocument.depthLimit else {
            throw error(.tooDeep(limit: JSONDocument.depthLimit), at: position)
        }
        tape.append(TapeCell(kind, offset: position, endOffset: position, link: 0))
        position &+= 1
        return tape.count &- 1
    }

    /// Fills in the cell of a container whose closing bracket lies behind.
    @inline(__always)
    private mutating func close(_ index: Int, count: Int) {
        tape.cells[index].endOffset = UInt32(truncatingIfNeeded: position)
        tape.cells[index].link = UInt32(truncatingIfNeeded: tape.count)
        tape.cells[index].count = count
    }

    private mutating func literal(
        _ word: StaticString,
        kind: JSONKind,
        flag: Bool,
        expected: JSONParserError.Expected
    ) throws(JSONParserError) {
        let length = word.utf8CodeUnitCount
        guard count - position >= length else { throw unexpected(expected) }
        for index in 0..<length where start[position + index] != word.utf8Start[index] { throw unexpected(expected) }
        tape.append(TapeCell(kind, flag: flag, offset: position, endOffset: position + length, link: nextIndex))
        position += length
    }
}
