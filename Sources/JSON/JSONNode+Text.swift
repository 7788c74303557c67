extension JSONNode {
    /// The text of a string, decoded; of a number or literal, as it is written; empty for arrays and objects.
    package var text: String {
        withText { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the UTF-8 of `text`, without a copy where nothing is escaped.
    ///
    /// Inlinable, so that callers in other targets specialise it: unspecialised, it looked its types up at run time, 8 %
    /// of the time of an event.
    @inlinable
    package func withText<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if let text = verbatimText { return try body(text) }
        return try decodedText.withUnsafeBufferPointer(body)
    }

    /// The text where it stands in the document as it is; nil for a string with escapes.
    @inlinable
    @inline(__always)
    package var verbatimText: UnsafeBufferPointer<UInt8>? {
        let cell = cell
        switch cell.kind {
        case .null, .bool, .number:
            return source
        case .array, .object:
            return UnsafeBufferPointer(start: tape.start, count: 0)
        case .string:
            guard !cell.isEscaped else { return nil }
            let content = cell.content
            return UnsafeBufferPointer(start: tape.start + content.lowerBound, count: content.count)
        }
    }

    /// Appends the UTF-8 of `text`.
    @inlinable
    package func appendText(to bytes: inout UniqueBuffer<UInt8>) {
        if let text = verbatimText {
            bytes.append(text)
        } else {
            appendDecodedText(to: &bytes)
        }
    }

    /// The text of a string with its escapes decoded.
    @usableFromInline package var decodedText: [UInt8] {
        var text = UniqueBuffer<UInt8>(capacity: cell.content.count)
        appendDecodedText(to: &text)
        return text.contents
    }

    @usableFromInline
    func appendDecodedText(to bytes: inout UniqueBuffer<UInt8>) {
        let cell = cell
        // The text is never longer than what it is written as.
        bytes.append(atMost: cell.content.count) { room in
            var escaped = EscapedText(of: cell, start: tape.start)
            return escaped.write(into: room)
        }
    }

    /// Whether a string with escapes stands in the document as it would be written anew: with short escapes alone, and
    /// none of a slash, which needs none.
    var isWrittenShortest: Bool {
        let source = source
        var index = 1
        while index < source.count - 1 {
            guard source[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            switch source[index + 1] {
            case UInt8(ascii: "u"), UInt8(ascii: "/"): return false
            default: index += 2
            }
        }
        return true
    }

    /// Whether a string's text stands between its quotes as it is, without escapes.
    @inlinable
    @inline(__always)
    package var isVerbatim: Bool {
        let cell = cell
        return cell.kind != .string || !cell.isEscaped
    }

    /// Where the byte at `index` of a string's decoded text stands in the document.
    ///
    /// For a byte of an escape, where the escape begins; for the text's end, where the closing quote is.
    package func offset(ofDecodedByte index: Int) -> Int {
        let cell = cell
        guard cell.kind == .string else { return min(offset + index, endOffset) }
        guard cell.isEscaped else { return min(cell.content.lowerBound + index, cell.content.upperBound) }
        var text = EscapedText(of: cell, start: tape.start)
        var begin = cell.content.lowerBound
        var decoded = 0
        while true {
            let before = text.distance(from: tape.start)
            guard text.next() != nil else { return cell.content.upperBound }
            if text.distance(from: tape.start) != before { begin = before }
            if decoded == index { return begin }
            decoded += 1
        }
    }
}
