import JSON
import JSONPath

extension MappingCompiler {
    /// Compiles a value; nil when anything is wrong with it, which is reported.
    mutating func value(_ node: JSONNode) -> CompiledValue? {
        values.value(node, &bag)
    }

    /// Compiles a condition; nil when anything is wrong with it, which is reported.
    mutating func condition(_ node: JSONNode) -> CompiledCondition? {
        let condition = values.condition(node, &bag)
        values.roots.formUnion(condition?.condition.roots ?? [])
        return condition
    }

    /// Compiles a bare query; nil when anything is wrong with it, which is reported.
    mutating func query(_ node: JSONNode) -> CompiledQuery? {
        let query = values.query(node, &bag)
        values.roots.formUnion(query?.query.roots ?? [])
        return query
    }

    /// What `work` compiles, and whether `$key` or `$path` stands in it, so that it must be known where nodes stand.
    mutating func observingLocations<Result>(
        _ work: (inout MappingCompiler) -> Result
    ) -> (result: Result, asksForLocations: Bool) {
        let before = values.roots
        values.roots = []
        defer { values.roots.formUnion(before) }
        let result = work(&self)
        return (result, !values.roots.isDisjoint(with: [.key, .path]))
    }
}
