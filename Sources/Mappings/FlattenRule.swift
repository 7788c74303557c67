/// A rule that makes fields out of whole objects and arrays.
enum FlattenRule: Sendable {
    case below(FlattenBelow)
    case each(FlattenEach)
}

/// Every scalar below the nodes that `from` selects becomes a field.
struct FlattenBelow: Sendable {
    let from: CompiledQuery
    /// UTF-8.
    let prefix: [UInt8]
    /// UTF-8.
    let separator: [UInt8]
    let omit: [NamePattern]
    /// Empty: every name.
    let only: [NamePattern]
    let leaf: CompiledQuery?
}

/// One field for each node that `each` selects.
struct FlattenEach: Sendable {
    let each: CompiledQuery
    let key: CompiledValue
    let value: CompiledValue
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
        isPrefix ? name.starts(with: text) : name.elementsEqual(text)
    }
}
