internal import JSON

extension DateReader {
    /// The date that a value is when no format is given; nil when it is none.
    func date(from value: Value) -> DateValue? {
        switch value {
        case .missing, .boolean: nil
        case .node(let node) where node.kind == .bool: nil
        default:
            value.withText { value.isNumber ? read(number: $0) : read(text: $0) }
        }
    }
}
