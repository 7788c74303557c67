/// Writes compact JSON: no white space, escapes only where RFC 8259 demands them, everything else as it is.
///
/// The short escapes where there are any, else `\u00xx` in lower case. Commas and colons are put by the writer; that
/// containers are closed and names stand before values is the caller's part.
@usableFromInline
package struct JSONWriter: ~Copyable {
    @usableFromInline var buffer: UniqueBuffer<UInt8>

    /// Whether something stands before, at the same level, that a comma must part from what comes.
    @usableFromInline var needsComma = false

    /// - Parameter capacity: how many bytes there is room for before the memory grows.
    package init(capacity: Int = 256) {
        buffer = UniqueBuffer(capacity: capacity)
    }

    /// What was written so far: a copy, of the very length.
    package var bytes: [UInt8] { buffer.contents }

    /// What was written so far, where it lies; valid until the writer is changed or ends, perhaps with its last use.
    @inlinable package var text: UnsafeBufferPointer<UInt8> { buffer.elements }

    /// How many bytes were written so far.
    @inlinable package var count: Int { buffer.count }

    /// How many bytes there is room for before the memory grows.
    package var capacity: Int { buffer.capacity }

    package mutating func beginObject() {
        begin(UInt8(ascii: "{"))
    }

    package mutating func endObject() {
        end(UInt8(ascii: "}"))
    }

    package mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    package mutating func endArray() {
        end(UInt8(ascii: "]"))
    }

    /// Writes a member's name; its value comes next.
    package mutating func name(_ text: String) {
        var text = text
        text.withUTF8 { name($0) }
    }

    /// Writes a member's name, given as UTF-8; its value comes next.
    @usableFromInline
    package mutating func name(_ text: UnsafeBufferPointer<UInt8>) {
        write(text, isName: true)
    }

    /// Writes a member's name that stands in the program, where nothing in it must be escaped; its value comes next.
    package mutating func name(literal text: StaticString) {
        separate()
        buffer.append(UInt8(ascii: "\""))
        buffer.append(text)
        buffer.append(UInt8(ascii: "\""))
        endName()
    }

    /// Writes a member's name, given as UTF-8; its value comes next.
    package mutating func name(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { name($0) }
    }

    /// Writes a member's name that is JSON text already, in quotes and with its colon; its value comes next.
    package mutating func name(verbatim text: [UInt8]) {
        separate()
        buffer.append(text)
        needsComma = false
    }

    /// Writes a string that `body` appends; it may hold nothing that must be escaped.
    package mutating func string(appendedBy body: (inout UniqueBuffer<UInt8>) -> Void) {
        separate()
        buffer.append(UInt8(ascii: "\""))
        body(&buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    /// Begins anew, with the storage that there is.
    package mutating func removeAll() {
        buffer.removeAll()
        needsComma = false
    }

    package mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string($0) }
    }

    /// Writes a string, given as UTF-8.
    package mutating func string(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { string($0) }
    }

    /// Writes a string, given as UTF-8.
    package mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
        write(text, isName: false)
    }

    /// Writes a number as it is written; the text must be a JSON number.
    package mutating func number(_ text: String) {
        separate()
        buffer.append(text)
    }

    /// Writes a number as it is written; the text must be a JSON number.
    package mutating func number(_ text: UnsafeBufferPointer<UInt8>) {
        separate()
        buffer.append(text)
    }

    package mutating func number(_ value: Int) {
        separate()
        buffer.append(decimal: value)
    }

    package mutating func bool(_ value: Bool) {
        separate()
        buffer.append(value ? "true" as StaticString : "false")
    }

    package mutating func null() {
        separate()
        buffer.append("null" as StaticString)
    }

    /// Writes a value of a document with all that lies within, numbers as they stand there.
    @usableFromInline
    package mutating func value(_ node: JSONNode) {
        switch node.kind {
        case .null, .bool, .number:
            separate()
            buffer.append(node.source)
        case .string:
            string(node)
        case .array:
            beginArray()
            for element in node.elements { value(element) }
            endArray()
        case .object:
            beginObject()
            for (name, value) in node.members {
                string(name)
                endName()
                self.value(value)
            }
            endObject()
        }
    }

    /// Writes a member whose value stands in a document: both in one go where nothing must be escaped.
    ///
    /// - Parameter isPlain: whether the name is known to hold nothing that must be escaped, and need not be looked at.
    @inlinable
    @inline(__always)
    package mutating func member(_ name: UnsafeBufferPointer<UInt8>, isPlain: Bool, _ node: JSONNode) {
        guard !node.kind.isContainer, node.isVerbatim, isPlain || !Self.hasEscape(name) else {
            self.name(name)
            return value(node)
        }
        let source = node.source
        let needsComma = needsComma
        buffer.append(atMost: name.count &+ source.count &+ 4) { start in
            var end = start
            func put(_ character: Unicode.Scalar) {
                end.initialize(to: UInt8(ascii: character))
                end += 1
            }
            func put(_ text: UnsafeBufferPointer<UInt8>) {
                if let start = text.baseAddress { end.initialize(from: start, count: text.count) }
                end += text.count
            }
            if needsComma { put(",") }
            put("\"")
            put(name)
            put("\"")
            put(":")
            put(source)
            return end - start
        }
        self.needsComma = true
    }

    /// Writes what is JSON text already.
    package mutating func verbatim(_ text: [UInt8]) {
        separate()
        buffer.append(text)
    }

    /// Writes what is JSON text already.
    @inlinable
    @inline(__always)
    package mutating func verbatim(_ text: UnsafeBufferPointer<UInt8>) {
        separate()
        buffer.append(text)
    }

    /// Most strings stand in their document as they are to be written.
    private mutating func string(_ node: JSONNode) {
        if node.isVerbatim || node.isWrittenShortest {
            separate()
            buffer.append(node.source)
        } else {
            node.withText { string($0) }
        }
    }

    @inlinable
    mutating func separate() {
        if needsComma { buffer.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        buffer.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        buffer.append(bracket)
        needsComma = true
    }

    private mutating func endName() {
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string, or a name and its colon: in one go where nothing must be escaped.
    private mutating func write(_ text: UnsafeBufferPointer<UInt8>, isName: Bool) {
        guard !Self.hasEscape(text) else {
            separate()
            buffer.append(UInt8(ascii: "\""))
            appendEscaped(text)
            buffer.append(UInt8(ascii: "\""))
            if isName { endName() }
            return
        }
        let needsComma = needsComma
        buffer.append(atMost: text.count + 4) { start in
            var end = start
            func put(_ character: Unicode.Scalar) {
                end.pointee = UInt8(ascii: character)
                end += 1
            }
            if needsComma { put(",") }
            put("\"")
            if let source = text.baseAddress { end.update(from: source, count: text.count) }
            end += text.count
            put("\"")
            if isName { put(":") }
            return end - start
        }
        self.needsComma = !isName
    }

    /// Appends runs of what needs no escape at once.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var begin = 0
        while true {
            let end = Self.firstToEscape(in: text, from: begin)
            buffer.append(UnsafeBufferPointer(rebasing: text[begin..<end]))
            guard end < text.count else { return }
            appendEscape(of: text[end])
            begin = end + 1
        }
    }

    /// Where the next quote, backslash or control character stands; the text's end when there is none.
    private static func firstToEscape(in text: UnsafeBufferPointer<UInt8>, from begin: Int) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        var index = begin
        while text.count &- index >= 8 {
            if marks(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) != 0 { break }
            index &+= 8
        }
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            index += 1
        }
        return index
    }

    /// Whether there is a quote, a backslash or a control character in the text, which must be escaped.
    ///
    /// Looks at eight bytes at once; words may overlap, so that no byte is looked at by itself in a text of four and more.
    @usableFromInline
    package static func hasEscape(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress.map({ UnsafeRawPointer($0) }) else { return false }
        let count = text.count
        var found: UInt64 = 0
        if count >= 8 {
            var index = 0
            while index < count &- 8 {
                found |= marks((start + index).loadUnaligned(as: UInt64.self))
                index &+= 8
            }
            found |= marks((start + (count &- 8)).loadUnaligned(as: UInt64.self))
        } else if count >= 4 {
            let first = start.loadUnaligned(as: UInt32.self)
            let last = (start + (count &- 4)).loadUnaligned(as: UInt32.self)
            found = marks(UInt64(first) << 32 | UInt64(last))
        } else {
            for byte in text { found |= marks(UInt64(byte) | 0x2020_2020_2020_2000) }
        }
        return found != 0
    }

    /// Not zero when a quote, a backslash or a control character is among eight bytes.
    @inline(__always)
    private static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Where a byte is zero, one less has its high bit set, and so it may have where the byte has it.
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- ones &* 0x20
        return (quotes | backslashes | controls) & ~word & (ones &* 0x80)
    }

    private mutating func appendEscape(of byte: UInt8) {
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        case 0x20...: buffer.append(byte)
        default:
            buffer.append("u00" as StaticString)
            buffer.append(UInt8(ascii: "0") + byte >> 4)
            let low = byte & 0x0F
            buffer.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
        }
    }

}
