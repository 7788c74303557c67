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
    @inlinable package var verbatimText: UnsafeBufferPointer<UInt8>? {
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
            bytes.append(decodedText)
        }
    }

    /// The text of a string with its escapes decoded.
    @usableFromInline package var decodedText: [UInt8] {
        let cell = cell
        // The text is never longer than what it is written as.
        return [UInt8](unsafeUninitializedCapacity: cell.content.count) { buffer, count in
            guard let room = buffer.baseAddress else { return }
            var escaped = EscapedText(of: cell, start: tape.start)
            count = escaped.write(into: room)
        }
    }

    /// Whether a string's text stands between its quotes as it is, without escapes.
    @inlinable package var isVerbatim: Bool {
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
