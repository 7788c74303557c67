/// A query or condition as tables of plain values that point into each other by index.
///
/// A tree of boxed nodes would cost a retain and a release for every step that a walk over it takes; these tables are
/// read in place. All that a program knows is in `bytes` (names, texts and numbers, one after another) and the tables.
struct ProgramTables: Sendable {
    var bytes: [UInt8] = []
    var segments: [Segment] = []
    var selectors: [Selector] = []
    var expressions: [LogicalExpression] = []
    var branches: [Int32] = []
    var operands: [Operand] = []
    var queries: [QueryPlan] = []
    var patterns: [IRegexp] = []
    var roots: QueryRoots = []
    var remarks: [QueryRemark] = []

    mutating func append(_ list: [Segment]) -> TableRange {
        segments.append(contentsOf: list)
        return TableRange(first: segments.count - list.count, count: list.count)
    }

    mutating func append(_ list: [Selector]) -> TableRange {
        selectors.append(contentsOf: list)
        return TableRange(first: selectors.count - list.count, count: list.count)
    }

    mutating func append(_ list: [Int32]) -> TableRange {
        branches.append(contentsOf: list)
        return TableRange(first: branches.count - list.count, count: list.count)
    }

    mutating func append(_ expression: LogicalExpression) -> Int32 {
        expressions.append(expression)
        return Int32(expressions.count - 1)
    }

    mutating func append(_ operand: Operand) -> Int32 {
        operands.append(operand)
        return Int32(operands.count - 1)
    }

    mutating func append(_ query: QueryPlan) -> Int32 {
        queries.append(query)
        return Int32(queries.count - 1)
    }
}
