// modules: JSON JSONPath

import JSON
import JSONPath

/// Reads a query and a condition out of any bytes and asks them of a document, in all the ways there are to ask.
///
/// The first byte chooses the dialect; the query goes on to the first zero byte, and the document is the rest.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let dialect: QueryDialect = data[0] & 1 == 0 ? .rfc9535 : .mapping
    let input = UnsafeBufferPointer(start: data + 1, count: size - 1)
    let end = input.firstIndex(of: 0) ?? input.count
    let text = Array(input[..<end])
    guard let document = try? JSONDocument(parsing: Array(input[min(end + 1, input.count)...])) else {
        _ = read(text, dialect)
        return 0
    }
    let (query, condition) = read(text, dialect)
    if let query { check(query, in: document) }
    if let condition {
        var context = QueryContext(body: document, request: document)
        context.stepsLeft = 100_000
        context.enter(document.root)
        _ = condition.holds(in: &context)
    }
    return 0
}

private func read(_ text: [UInt8], _ dialect: QueryDialect) -> (Query?, Condition?) {
    var parser = QueryParser(utf8: text, dialect: dialect)
    var query: Query?
    var condition: Condition?
    do throws(QuerySyntaxError) {
        let parsed = try parser.parseQuery()
        query = parsed
        precondition(parser.position <= text.count && parsed.text.utf8.count > 0)
        precondition((parser.restError() == nil) == (parser.position == text.count))
        if let valid = String(validating: text[..<parser.position], as: UTF8.self) {
            guard let again = try? Query(valid, dialect: dialect) else {
                preconditionFailure("a query's own text is no query")
            }
            precondition(again.text == parsed.text && again.isSingular == parsed.isSingular)
        }
    } catch {
        check(error, in: text)
    }
    parser.position = 0
    do throws(QuerySyntaxError) {
        let parsed = try parser.parseCondition()
        condition = parsed
        precondition(parsed.remarks.allSatisfy { $0.offset + $0.length <= text.count })
    } catch {
        check(error, in: text)
    }
    parser.position = 0
    _ = try? parser.parseLiteral()
    precondition(parser.position <= text.count)
    return (query, condition)
}

private func check(_ error: QuerySyntaxError, in text: [UInt8]) {
    precondition(error.offset >= 0 && error.length >= 0 && error.offset + error.length <= text.count)
    precondition(!error.reason.isEmpty)
}

private func check(_ query: Query, in document: JSONDocument) {
    func context() -> QueryContext {
        var context = QueryContext(body: document, request: document)
        context.stepsLeft = 50_000
        return context
    }
    var first = context()
    let nodes = query.nodes(in: &first)
    guard !first.isExhausted else { return }
    var second = context()
    let located = query.locatedNodes(in: &second)
    precondition(located.map(\.node) == nodes, "the nodes and the located nodes differ")
    for place in located.prefix(20) {
        var node = document.root
        var keys = [NodeKey]()
        var location = place.location
        while let step = location {
            keys.append(step.key)
            location = step.parent
        }
        for key in keys.reversed() {
            let child: JSONNode? =
                switch key {
                case .name(let name): node.member(named: name)
                case .index(let index): node[index]
                }
            guard let child else { preconditionFailure("a location leads nowhere") }
            node = child
        }
        precondition(node == place.node, "a location leads elsewhere")
    }
    var third = context()
    precondition(query.firstNode(in: &third) == nodes.first, "the first node is another")
    precondition(!query.isSingular || nodes.count <= 1)
}
