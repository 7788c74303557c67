// modules: Linux Domain JSON JSONPath Signatures Mappings

import JSON
import JSONPath
import Mappings

/// Compiles any text as a value and evaluates it on any body; what comes out is JSON, and the same a second time.
///
/// The first line is the value, the rest the body.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: size)
    let end = bytes.firstIndex(of: 0x0A) ?? size
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    var compiler = ValueContext()
    var diagnostics = DiagnosticBag(file: "fuzz", bytes: Array(text.utf8))
    guard let lookups = document(Array(#"{"t":{"a":"b","1":2}}"#.utf8)) else { return 0 }
    for (name, table) in lookups.root.members { compiler.add(table, named: name.text) }
    let value = compiler.value(text, &diagnostics)
    precondition((value == nil) == diagnostics.hasErrors, "a value exactly when nothing is wrong")
    for diagnostic in diagnostics.diagnostics { precondition(!diagnostic.text.isEmpty) }
    guard let value, let body = document(Array(bytes[min(end + 1, size)...])) else { return 0 }
    for single in [false, true] {
        let first = evaluate(value, body, single: single, EvaluationTrace())
        precondition(first == evaluate(value, body, single: single, nil), "\(text) gives two results")
        precondition(document(first) != nil, "\(text) gives no JSON")
    }
    return 0
}

private func document(_ bytes: [UInt8]) -> JSONDocument? {
    do throws(JSONParserError) {
        return try JSONDocument(parsing: bytes)
    } catch {
        return nil
    }
}

private func evaluate(
    _ value: CompiledValue,
    _ body: JSONDocument,
    single: Bool,
    _ trace: EvaluationTrace?
) -> [UInt8] {
    var context = EvaluationContext(query: QueryContext(body: body), trace: trace)
    let result = value.evaluate(in: &context, single: single)
    for misfit in context.takeMisfits() { precondition(!misfit.message.isEmpty) }
    var writer = JSONWriter()
    writer.write(result)
    return withExtendedLifetime(body) { withExtendedLifetime(context) { writer.bytes } }
}
