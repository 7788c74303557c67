import JSON

extension MappingCompiler {
    /// Compiles a value; nil when anything is wrong with it, which is reported.
    mutating func value(_ node: JSONNode) -> CompiledValue? {
        values.value(node, &bag)
    }

    /// Compiles a condition; nil when anything is wrong with it, which is reported.
    mutating func condition(_ node: JSONNode) -> CompiledCondition? {
        values.condition(node, &bag)
    }

    /// Compiles a bare query; nil when anything is wrong with it, which is reported.
    mutating func query(_ node: JSONNode) -> CompiledQuery? {
        values.query(node, &bag)
    }
}
