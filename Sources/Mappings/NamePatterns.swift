internal import Glibc

/// The names that a rule leaves out or takes: whole ones, or with a `*` at the end everything that begins so.
///
/// Their texts lie in one list: handed out one by one they touched two reference counts for each name of an event.
struct NamePatterns: Sendable {
    private struct Pattern: BitwiseCopyable {
        /// In `texts`, without the `*`.
        let text: BufferRange
        let isPrefix: Bool
    }

    private var patterns: [Pattern] = []
    /// A bit for each first byte of a pattern, by its lower six bits: most names have none of them.
    private var firstBytes: UInt64 = 0
    /// UTF-8.
    private var texts: [UInt8] = []

    init(_ names: [String]) {
        for name in names {
            let isPrefix = name.utf8.last == UInt8(ascii: "*")
            let start = texts.count
            texts += isPrefix ? name.utf8.dropLast() : name.utf8[...]
            // A `*` alone begins as every name does.
            firstBytes |= texts.count > start ? Self.bit(of: texts[start]) : .max
            patterns.append(Pattern(text: BufferRange(start, texts.count), isPrefix: isPrefix))
        }
    }

    var isEmpty: Bool { patterns.isEmpty }

    /// Whether one of the patterns matches the name.
    func match(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        if let first = name.first, firstBytes & Self.bit(of: first) == 0 { return false }
        return texts.withUnsafeBufferPointer { texts in
            patterns.contains { pattern in
                let text = texts[pattern.text.range]
                guard pattern.isPrefix ? name.count >= text.count : name.count == text.count else { return false }
                return Self.begin(name, with: text)
            }
        }
    }

    /// Whether one of the patterns matches every name that begins with `name` and the separator.
    func matchAll(below name: UnsafeBufferPointer<UInt8>, _ separator: [UInt8]) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            patterns.contains { pattern in
                let text = texts[pattern.text.range]
                guard pattern.isPrefix, text.count <= name.count + separator.count else { return false }
                return Self.begin(name, with: text.prefix(name.count))
                    && separator.starts(with: text.dropFirst(name.count))
            }
        }
    }

    private static func bit(of byte: UInt8) -> UInt64 {
        1 &<< UInt64(byte)
    }

    private static func begin(_ name: UnsafeBufferPointer<UInt8>, with text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool
    {
        let text = UnsafeBufferPointer(rebasing: text)
        guard let start = name.baseAddress, let textStart = text.baseAddress else { return text.isEmpty }
        return memcmp(start, textStart, text.count) == 0
    }
}
