internal import JSON
internal import JSONPath
internal import Signatures

/// The filters that make a text of a scalar's text.
enum TextFilters {
    /// What no filter and no template makes a longer text than, however often it multiplies what a sender sent.
    static let longestText = 16 << 20

    /// The text of any scalar as a string.
    static func text(_ value: Value) -> Value {
        value.isText ? value : .text(value.utf8)
    }

    static func trim(_ value: Value) -> Value {
        value.withText { text in
            let trimmed = WhiteSpace.trim(text)
            if trimmed.count == text.count, value.isText { return value }
            return .text(Array(text[trimmed]))
        }
    }

    static func lower(_ value: Value) -> Value {
        value.withText { text in
            if value.isText, text.allSatisfy({ $0 < 0x80 && LowerCase.lower($0) == $0 }) { return value }
            return .text(LowerCase.lower(text))
        }
    }

    /// Upper case by Unicode's default conversion, where `ß` becomes `SS`.
    static func upper(_ value: Value) -> Value {
        value.withText { text in
            if text.allSatisfy({ $0 < 0x80 }) {
                return .text(text.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 & 0xDF : $0 })
            }
            return .text(Array(String(decoding: text, as: UTF8.self).uppercased().utf8))
        }
    }

    static func replace(_ value: Value, _ old: BytePattern, with new: [UInt8]) throws(Misfit) -> Value {
        try value.withText { text throws(Misfit) -> Value in
            guard var place = old.next(in: text, from: 0) else { return Self.text(value) }
            var result: [UInt8] = []
            result.reserveCapacity(text.count)
            var start = 0
            while true {
                result.append(contentsOf: text[start..<place])
                result.append(contentsOf: new)
                guard result.count <= longestText else { throw .tooLong(for: .replace) }
                start = place + old.bytes.count
                guard let next = old.next(in: text, from: start) else { break }
                place = next
            }
            result.append(contentsOf: text[start...])
            return .text(result)
        }
    }

    /// The parts between the separators, trimmed, empty ones dropped.
    static func split(_ value: Value, at separator: BytePattern) -> Selection {
        value.withText { text in
            var parts: [Value] = []
            var start = 0
            while true {
                let end = separator.next(in: text, from: start)
                let part = UnsafeBufferPointer(rebasing: text[start..<(end ?? text.count)])
                let trimmed = WhiteSpace.trim(part)
                if !trimmed.isEmpty { parts.append(.text(Array(part[trimmed]))) }
                guard let end else { return Selection(parts) }
                start = end + separator.bytes.count
            }
        }
    }

    /// The first grapheme clusters of the text.
    static func truncate(_ value: Value, to length: Int) -> Value {
        value.withText { text in
            // A grapheme cluster takes a byte at least.
            if text.count <= length { return Self.text(value) }
            return .text(firstCharacters(length, of: text))
        }
    }

    /// The first grapheme clusters of a text in UTF-8.
    static func firstCharacters(_ length: Int, of text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        // Of ASCII, only a carriage return and a line feed make one cluster of two bytes.
        let start = text.prefix(length + 1)
        if start.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\r") }) { return Array(text.prefix(length)) }
        return Array(String(decoding: text, as: UTF8.self).prefix(length).utf8)
    }

    /// What the pattern's first group matched, or the whole match; missing without a match.
    static func capture(_ value: Value, _ pattern: CapturePattern, in context: inout EvaluationContext) -> Value {
        value.withText { text in
            guard let match = context.query.firstMatch(of: pattern.regexp, in: text) else { return .missing }
            guard let range = pattern.takesGroup ? match.firstGroup : match.range else { return .missing }
            return .text(Array(text[range]))
        }
    }

    /// The digest of the text in lower-case hexadecimal.
    static func sha256(_ value: Value) -> Value {
        let digest = value.withText { SHA256.hash(UnsafeRawBufferPointer($0)) }
        return .text(Array(Hex.text(digest).utf8))
    }

    /// What the usual words for yes and no mean, in any case.
    static func boolean(_ value: Value) throws(Misfit) -> Value {
        if let truth = value.truth { return .boolean(truth) }
        let word = value.withText { $0.count <= 5 ? $0.map { LowerCase.lower($0) } : [] }
        switch String(decoding: word, as: UTF8.self) {
        case "true", "1", "yes", "on": return .boolean(true)
        case "false", "0", "no", "off": return .boolean(false)
        default: throw .unusable(value, by: .boolean, "is none of true, false, 1, 0, yes, no, on, off")
        }
    }

    static func join(_ values: [Value], with separator: [UInt8]) throws(Misfit) -> [UInt8] {
        var result = UniqueBuffer<UInt8>(capacity: 128)
        for (place, value) in values.enumerated() {
            if place > 0 { result.append(separator) }
            value.append(to: &result)
            guard result.count <= longestText else { throw .tooLong(for: .join) }
        }
        return result.contents
    }
}
