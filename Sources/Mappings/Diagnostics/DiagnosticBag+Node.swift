package import JSON

extension DiagnosticBag {
    /// Reports an error about a value of the file.
    ///
    /// - Parameter decodedRange: which bytes of a string's decoded text are meant; nil: the whole value, of which an
    ///   object or array is marked at its opening bracket.
    package mutating func error(
        _ code: DiagnosticCode,
        at node: JSONNode,
        decodedRange: Range<Int>? = nil,
        _ message: String,
        suggestion: String? = nil
    ) {
        error(code, at: Self.place(of: node, decodedRange), message, suggestion: suggestion)
    }

    /// Reports a warning about a value of the file, as `error` does.
    package mutating func warning(
        _ code: DiagnosticCode,
        at node: JSONNode,
        decodedRange: Range<Int>? = nil,
        _ message: String,
        suggestion: String? = nil
    ) {
        warning(code, at: Self.place(of: node, decodedRange), message, suggestion: suggestion)
    }

    /// Has a string's text shown as asterisks in every report.
    package mutating func conceal(_ node: JSONNode) {
        conceal(node.offset + 1..<node.endOffset - 1)
    }

    private static func place(of node: JSONNode, _ decodedRange: Range<Int>?) -> Range<Int> {
        if let decodedRange {
            let start = node.offset(ofDecodedByte: decodedRange.lowerBound)
            return start..<max(start, node.offset(ofDecodedByte: decodedRange.upperBound))
        }
        return node.kind.isContainer ? node.offset..<node.offset + 1 : node.offset..<node.endOffset
    }
}
