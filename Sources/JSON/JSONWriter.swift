/// Writes compact JSON: no white space, escapes only where RFC 8259 demands them, everything else as it is.
///
/// The short escapes where there are any, else `\u00xx` in lower case. Commas and colons are put by the writer; that
/// containers are closed and names stand before values is the caller's part.
package struct JSONWriter: ~Copyable {
    private var buffer: UniqueBuffer<UInt8>

    /// Whether something stands before, at the same level, that a comma must part from what comes.
    private var needsComma = false

    /// - Parameter capacity: how many bytes there is room for before the memory grows.
    package init(capacity: Int = 256) {
        buffer = UniqueBuffer(capacity: capacity)
    }

    /// What was written so far: a copy, of the very length.
    package var bytes: [UInt8] { buffer.contents }

    /// What was written so far, where it lies; valid until the writer is changed or ends, perhaps with its last use.
    package var text: UnsafeBufferPointer<UInt8> { buffer.elements }

    /// How many bytes were written so far.
    package var count: Int { buffer.count }

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
    package mutating func name(_ text: UnsafeBufferPointer<UInt8>) {
        write(text, isName: true)
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

    /// Writes what is JSON text already.
    package mutating func verbatim(_ text: [UInt8]) {
        separate()
        buffer.append(text)
    }

    /// Writes what is JSON text already.
    package mutating func verbatim(_ text: UnsafeBufferPointer<UInt8>) {
        separate()
        buffer.append(text)
    }

    /// A string without escapes stands in its document as it is to be written.
    private mutating func string(_ node: JSONNode) {
        if node.isVerbatim {
            separate()
            buffer.append(node.source)
        } else {
            node.withText { string($0) }
        }
    }

    private mutating func separate() {
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
        guard Self.firstToEscape(in: text, from: 0) == text.count else {
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
    ///
    /// Looks at eight bytes at once for whether there is one among them.
    private static func firstToEscape(in text: UnsafeBufferPointer<UInt8>, from begin: Int) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        var index = begin
        while text.count - index >= 8 {
            if hasEscape(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { break }
            index += 8
        }
        guard index < text.count else { return index }
        // Of the rest, the last eight bytes, or the first and last four, which may have been looked at already.
        if text.count >= 8, text.count - index < 8 {
            if !hasEscape(raw.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)) { return text.count }
        } else if text.count >= 4, text.count - index < 8 {
            let first = raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = raw.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)
            if !hasEscape(UInt64(first) << 32 | UInt64(last)) { return text.count }
        }
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            index += 1
        }
        return index
    }

    /// Whether a quote, a backslash or a control character is among eight bytes.
    @inline(__always)
    private static func hasEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let marks = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return (marks | (word &- ones &* 0x20) & ~word) & (ones &* 0x80) != 0
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
