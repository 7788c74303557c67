package import JSON

extension JSONWriter {
    /// Writes a value; one that is missing as null.
    package mutating func write(_ value: Value) {
        switch value {
        case .missing: null()
        case .node(let node): self.value(node)
        case .text(let text): string(text)
        case .number(let text): verbatim(text)
        case .decimal(let decimal): number(decimal.text)
        case .boolean(let truth): bool(truth)
        }
    }
}
