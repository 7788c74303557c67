package import JSON
internal import JSONPath

extension ValueContext {
    /// Compiles a condition; nil when anything is wrong with it, which is reported.
    package func condition(_ node: JSONNode, _ diagnostics: inout DiagnosticBag) -> CompiledCondition? {
        guard node.kind == .string else {
            diagnostics.error(.wrongType, at: node, "a condition is a string, such as \"$.type == 'finished'\"")
            return nil
        }
        let text = node.withText { Array($0) }
        var parser = QueryParser(utf8: text, dialect: .mapping)
        do throws(QuerySyntaxError) {
            let condition = try parser.parseCondition()
            parser.skipBlank()
            if let error = parser.restError(after: "condition") { throw error }
            for remark in condition.remarks { ExpressionProblem(remark).report(at: node, to: &diagnostics) }
            return CompiledCondition(condition: condition)
        } catch {
            let isFilter = error.offset < text.count && text[error.offset] == UInt8(ascii: "|")
            let wayOut = isFilter ? "; a condition has no filters, but the functions number(…) and lower(…)" : ""
            let range = error.offset..<error.offset + error.length
            ExpressionProblem(.invalidCondition, range, error.reason + wayOut, suggestion: error.suggestion)
                .report(at: node, to: &diagnostics)
            return nil
        }
    }

    /// Compiles a bare query; nil when anything is wrong with it, which is reported.
    package func query(_ node: JSONNode, _ diagnostics: inout DiagnosticBag) -> CompiledQuery? {
        guard node.kind == .string else {
            diagnostics.error(.wrongType, at: node, "a query is a string, such as \"$.data.questions[*]\"")
            return nil
        }
        let text = node.withText { Array($0) }
        var parser = QueryParser(utf8: text, dialect: .mapping)
        do throws(QuerySyntaxError) {
            parser.skipBlank()
            let query = try parser.parseQuery()
            let end = parser.position
            parser.skipBlank()
            if let error = parser.restError() { throw error }
            guard !query.root.isValue else {
                let message = "'\(query.text)' is a value; here stands a query, which selects nodes"
                ExpressionProblem(.invalidQuery, 0..<end, message).report(at: node, to: &diagnostics)
                return nil
            }
            for remark in query.remarks { ExpressionProblem(remark).report(at: node, to: &diagnostics) }
            return CompiledQuery(query: query)
        } catch {
            let isFilter = error.offset < text.count && text[error.offset] == UInt8(ascii: "|")
            let range = error.offset..<error.offset + error.length
            let reason = isFilter ? "here stands a bare query, without filters: end it before '|'" : error.reason
            ExpressionProblem(.invalidQuery, range, reason, suggestion: error.suggestion)
                .report(at: node, to: &diagnostics)
            return nil
        }
    }
}

extension ExpressionProblem {
    /// Reports the problem at a string of a file.
    func report(at node: JSONNode, to diagnostics: inout DiagnosticBag) {
        switch severity {
        case .error: diagnostics.error(code, at: node, decodedRange: range, message, suggestion: suggestion)
        case .warning: diagnostics.warning(code, at: node, decodedRange: range, message, suggestion: suggestion)
        }
    }

    /// Reports the problem in a text that is all there is.
    func report(to diagnostics: inout DiagnosticBag) {
        switch severity {
        case .error: diagnostics.error(code, at: range, message, suggestion: suggestion)
        case .warning: diagnostics.warning(code, at: range, message, suggestion: suggestion)
        }
    }
}
