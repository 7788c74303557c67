import JSON

/// A value in a comparison, or Nothing (RFC 9535 section 2.4.1).
enum ComparableValue {
    case nothing
    case node(JSONNode)
    /// In the program's bytes.
    case text(ByteRange)
    /// In the program's bytes.
    case number(ByteRange)
    case boolean(Bool)
    case null
    case integer(Int)
    case ownText([UInt8])
    case ownNumber([UInt8])

    init(_ value: QueryValue) {
        switch value {
        case .text(let text): self = .ownText(text)
        case .index(let index): self = .integer(index)
        }
    }

    /// What kind of value it is; nil for Nothing.
    var kind: JSONKind? {
        switch self {
        case .nothing: nil
        case .node(let node): node.kind
        case .text, .ownText: .string
        case .number, .integer, .ownNumber: .number
        case .boolean: .bool
        case .null: .null
        }
    }

    var isNumber: Bool { kind == .number }

    /// The truth value; nil when it is no boolean.
    var boolean: Bool? {
        switch self {
        case .node(let node): node.boolValue
        case .boolean(let value): value
        default: nil
        }
    }

    /// Lends a string's text as UTF-8; nil when it is no string.
    ///
    /// - Parameter bytes: the program's.
    func withText<Result>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        switch self {
        case .node(let node) where node.kind == .string: node.lendText(body)
        case .text(let range): bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range.range])) }
        case .ownText(let text): text.withUnsafeBufferPointer(body)
        default: nil
        }
    }

    /// Lends a number as it is written; nil when it is no number.
    ///
    /// - Parameter bytes: the program's.
    func withNumber<Result>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        switch self {
        case .node(let node) where node.kind == .number: body(node.source)
        case .number(let range): bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range.range])) }
        case .ownNumber(let text): text.withUnsafeBufferPointer(body)
        case .integer(let value):
            // Short enough to stand in the string itself.
            Array(String(value).utf8).withUnsafeBufferPointer(body)
        default: nil
        }
    }
}
