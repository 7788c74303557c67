internal import Glibc
internal import JSON

/// The headers of a request as a mapping sees them: names in lower case, those with secrets left out.
///
/// Takes bytes as they came and keeps them in one piece of memory: strings for each name and value were 5 % of the
/// instructions of an event.
package struct RequestHeaders: ~Copyable {
    /// One line, or a further one of the same name.
    struct Entry: BitwiseCopyable {
        let name: BufferRange
        let value: BufferRange
        /// The next line of the same name; 0 for none, as no line follows upon itself.
        var next = 0
        /// The last line of the same name, kept with the first.
        var last: Int
        let isFirst: Bool
    }

    /// Credentials by themselves, whatever `verify` uses.
    package static let alwaysHidden: Set<String> = ["cookie", "authorization", "proxy-authorization"]

    private var hidden: Set<String>
    private var hidesMore: Bool
    private var texts = UniqueBuffer<UInt8>(capacity: 512)
    private var entries = UniqueBuffer<Entry>()

    /// - Parameter hidden: names, in lower case, of headers to leave out besides those that always are.
    package init(hidden: Set<String> = []) {
        self.hidden = hidden
        hidesMore = !hidden.isEmpty
    }

    /// Begins anew, with the memory that there is.
    package mutating func begin(hidden: Set<String>) {
        self.hidden = hidden
        hidesMore = !hidden.isEmpty
        texts.removeAll()
        entries.removeAll()
    }

    /// Adds a line; bytes of its value that are not UTF-8 become U+FFFD.
    ///
    /// Several lines of one name are joined with `, ` (RFC 9110, section 5.3). Each name is compared with all before it:
    /// a request has at most some hundred.
    package mutating func add(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        let start = texts.count
        texts.append(atMost: name.count) { room in
            for index in name.indices { (room + index).initialize(to: Self.lowercased(name[index])) }
            return name.count
        }
        guard !isLeftOut(texts[start..<texts.count]) else { return texts.truncate(to: start) }
        let nameRange = BufferRange(start, texts.count)
        let first = first(named: nameRange)
        // All of them, eight and more at a time, rather than up to the first.
        if value.reduce(0, |) >= 0x80 {
            texts.append(String(decoding: value, as: UTF8.self))
        } else {
            texts.append(value)
        }
        let index = entries.count
        entries.append(
            Entry(name: nameRange, value: BufferRange(nameRange.end, texts.count), last: index, isFirst: first == nil)
        )
        if let first {
            entries[entries[first].last].next = index
            entries[first].last = index
        }
    }

    /// As above, for strings.
    package mutating func add(name: String, value: String) {
        var (name, value) = (name, value)
        name.withUTF8 { name in value.withUTF8 { add(name: name, value: $0) } }
    }

    /// Writes an object of all that was added, in the order in which the names came first.
    func write(into writer: inout JSONWriter) {
        writer.beginObject()
        for index in 0..<entries.count where entries[index].isFirst {
            writer.name(texts[entries[index].name.range])
            if entries[index].next == 0 {
                writer.string(texts[entries[index].value.range])
            } else {
                write(listFrom: index, into: &writer)
            }
        }
        writer.endObject()
    }

    private func write(listFrom first: Int, into writer: inout JSONWriter) {
        var list = UniqueBuffer<UInt8>(capacity: 256)
        list.append(texts[entries[first].value.range])
        var index = entries[first].next
        while index != 0 {
            list.append(", " as StaticString)
            list.append(texts[entries[index].value.range])
            index = entries[index].next
        }
        list.lend { writer.string($0) }
    }

    private func first(named name: BufferRange) -> Int? {
        let name = texts[name.range]
        for index in 0..<entries.count where entries[index].isFirst {
            let other = texts[entries[index].name.range]
            guard other.count == name.count else { continue }
            guard let left = other.baseAddress, let right = name.baseAddress else { return index }
            if memcmp(left, right, name.count) == 0 { return index }
        }
        return nil
    }

    /// Headers that are credentials, by themselves or because `verify` uses them.
    private func isLeftOut(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        name.equals("cookie") || name.equals("authorization") || name.equals("proxy-authorization")
            || (hidesMore && isHidden(name))
    }

    @inline(never)
    private func isHidden(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        hidden.contains { $0.utf8.count == name.count && name.elementsEqual($0.utf8) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
