internal import JSON

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
    let omit: NamePatterns
    /// Empty: every name.
    let only: NamePatterns
    let leaf: CompiledQuery?
    /// Whether `leaf` asks where nodes stand.
    let asksForLocations: Bool
    /// Whether prefix and separator hold nothing that JSON must escape.
    let isPlain: Bool

    init(
        from: CompiledQuery,
        prefix: [UInt8],
        separator: [UInt8],
        omit: NamePatterns,
        only: NamePatterns,
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
        isPlain = [prefix, separator].allSatisfy { !$0.withUnsafeBufferPointer(JSONWriter.hasEscape) }
    }

    /// Whether a name below the node may become a field's.
    ///
    /// - Parameter name: without the prefix.
    func lets(through name: UnsafeBufferPointer<UInt8>) -> Bool {
        if !only.isEmpty, !only.match(name) { return false }
        return !omit.match(name)
    }

    /// Whether no name below a container's may become a field's, so that nobody need look there.
    ///
    /// Nearly a fifth of the instructions of an event whose mapping leaves `questions_*` out.
    ///
    /// - Parameter name: the container's, without the prefix.
    func omitsAll(below name: UnsafeBufferPointer<UInt8>) -> Bool {
        omit.matchAll(below: name, separator)
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
