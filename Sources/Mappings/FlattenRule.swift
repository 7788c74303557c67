internal import Glibc

/// A rule that makes fields out of whole objects and arrays.
enum FlattenRule: Sendable {
    case below(FlattenBelow)
    case each(FlattenEach)
}

/// Every scalar below the nodes that `from` selects becomes a field.
final class FlattenBelow: Sendable {
    let from: CompiledQuery
    /// UTF-8.
    let prefix: [UInt8]
    /// UTF-8.
    let separator: [UInt8]
    let omit: [NamePattern]
    /// Empty: every name.
    let only: [NamePattern]
    let leaf: CompiledQuery?
    /// Whether `leaf` asks where nodes stand.
    let asksForLocations: Bool

    init(
        from: CompiledQuery,
        prefix: [UInt8],
        separator: [UInt8],
        omit: [NamePattern],
        only: [NamePattern],
        leaf: CompiledQuery?,
        asksForLocations: Bool
    ) {
        self.from = from
        self.prefix = prefix
        self.separator = separator
        self.omit = omit
        self.only = only
        self.leaf = leaf
        self.asksForLocations = asksForLocations
    }

    /// Whether a name below the node may become a field's.
    ///
    /// - Parameter name: without the prefix.
    func lets(through name: UnsafeBufferPointer<UInt8>) -> Bool {
        if !only.isEmpty, !Self.isMatched(name, by: only) { return false }
        return !Self.isMatched(name, by: omit)
    }

    /// By index: handing out the patterns one by one touched two reference counts for each of them.
    private static func isMatched(_ name: UnsafeBufferPointer<UInt8>, by patterns: [NamePattern]) -> Bool {
        for index in patterns.indices where patterns[index].matches(name) { return true }
        return false
    }

    /// Whether no name below a container's may become a field's, so that nobody need look there.
    ///
    /// Nearly a fifth of the instructions of an event whose mapping leaves `questions_*` out.
    ///
    /// - Parameter name: the container's, without the prefix.
    func omitsAll(below name: UnsafeBufferPointer<UInt8>) -> Bool {
        omit.contains { $0.isPrefix && $0.matches(everythingFrom: name, separator) }
    }
}

/// One field for each node that `each` selects.
final class FlattenEach: Sendable {
    let each: CompiledQuery
    let key: CompiledValue
    let value: CompiledValue
    /// Whether the key or the value asks where nodes stand.
    let asksForLocations: Bool

    init(each: CompiledQuery, key: CompiledValue, value: CompiledValue, asksForLocations: Bool) {
        self.each = each
        self.asksForLocations = asksForLocations
        self.key = key
        self.value = value
    }
}

/// A whole name, or with a `*` at its end everything that begins so.
struct NamePattern: Sendable {
    /// UTF-8, without the `*`.
    let text: [UInt8]
    let isPrefix: Bool

    init(_ pattern: String) {
        isPrefix = pattern.utf8.last == UInt8(ascii: "*")
        text = isPrefix ? Array(pattern.utf8.dropLast()) : Array(pattern.utf8)
    }

    func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isPrefix ? name.count >= text.count : name.count == text.count else { return false }
        return Self.begin(name, with: text[...])
    }

    /// Whether a prefix matches all names that begin with `name` and a separator.
    func matches(everythingFrom name: UnsafeBufferPointer<UInt8>, _ separator: [UInt8]) -> Bool {
        guard text.count > name.count else { return Self.begin(name, with: text[...]) }
        return text.count <= name.count + separator.count
            && Self.begin(name, with: text[..<name.count])
            && separator.starts(with: text[name.count...])
    }

    private static func begin(_ name: UnsafeBufferPointer<UInt8>, with text: ArraySlice<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { text in
            guard let start = name.baseAddress, let textStart = text.baseAddress else { return text.isEmpty }
            return memcmp(start, textStart, text.count) == 0
        }
    }
}
