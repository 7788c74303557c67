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
        let window = reader.interval("window", suchAs: "90d", &bag) ?? DedupeKey.defaultWindow
        return CompiledDedupe(by: by, window: window)
    }
}
