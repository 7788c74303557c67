internal import Domain
import JSON

extension MappingCompiler {
    /// Compiles `dedupe`.
    mutating func compileDedupe(_ node: JSONNode) -> CompiledDedupe {
        guard let reader = ObjectReader(node, "'dedupe'", keys: ["by", "window"], &bag) else { return .wholePayload }
        var by: [CompiledValue]?
        if let list = reader.value("by", .array, &bag) {
            if list.count == 0 {
                bag.error(
                    .invalidValue,
                    at: list,
                    "an empty 'by' makes all events of one time the same: name at least one value"
                )
            }
            by = list.elements.compactMap { value($0) }
        }
        var window = DedupeKey.defaultWindow
        if let windowNode = reader.value("window", .string, &bag) {
            if let interval = Interval(windowNode.text), interval > .zero {
                window = interval
            } else {
                bag.error(
                    .invalidValue,
                    at: windowNode,
                    "'\(windowNode.text)' is no length of time: write a number and ms, s, m, h or d, such as \"90d\""
                )
            }
        }
        return CompiledDedupe(by: by, window: window)
    }
}
