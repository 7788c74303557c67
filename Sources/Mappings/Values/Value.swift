package import JSON

/// A scalar on its way from the body to an action, or missing.
///
/// Nodes are written and compared straight from the bytes of their document, which the evaluation's context keeps
/// alive; texts are UTF-8, well-formed. Between the filters of an expression a node may also be an object or array.
package enum Value: Sendable {
    /// No node, null, the empty string or a misfit.
    case missing
    case node(JSONNode)
    case text([UInt8])
    /// The number as it was written, by RFC 8259's grammar.
    case number([UInt8])
    /// A computed number; apart, for it is rare and would make every value three times as large.
    indirect case decimal(Decimal)
    case boolean(Bool)

    /// A text made of a string.
    package init(text: String) {
        self = .text(Array(text.utf8))
    }

    /// Whether it counts as missing: `missing` itself, null and the empty string.
    @inline(__always)
    package var isMissing: Bool {
        switch self {
        case .missing: true
        case .node(let node): node.kind == .null || node.isEmptyString
        case .text(let bytes): bytes.isEmpty
        case .number, .decimal, .boolean: false
        }
    }

    /// Whether it is an object or an array, which no place takes.
    package var isContainer: Bool {
        guard case .node(let node) = self else { return false }
        return node.kind.isContainer
    }

    /// Whether it is a string of JSON.
    var isText: Bool {
        switch self {
        case .node(let node): node.kind == .string
        case .text: true
        default: false
        }
    }

    /// Whether it is a number of JSON; strings that spell one are not.
    package var isNumber: Bool {
        switch self {
        case .node(let node): node.kind == .number
        case .number, .decimal: true
        default: false
        }
    }

    /// The truth value of a boolean; nil for anything else.
    var truth: Bool? {
        switch self {
        case .node(let node): node.boolValue
        case .boolean(let truth): truth
        default: nil
        }
    }

    /// About how many bytes a filter has to look at; for an object or array all that lies within.
    var size: Int {
        switch self {
        case .node(let node): node.endOffset - node.offset
        case .text(let bytes), .number(let bytes): bytes.count
        case .missing, .decimal, .boolean: 8
        }
    }
}
