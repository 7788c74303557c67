// modules: JSON Domain Signatures JSONPath Linux Mappings

import JSON
import Mappings

/// Compiles any bytes as a mapping file and as a test file, and maps any body by any mapping.
///
/// There is a result, or something to report with its place. A NUL byte parts the mapping from the body; without one the
/// file is the body as well.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let parts = UnsafeBufferPointer(start: data, count: size)
        .split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        .map { Array($0) }
    let bytes = parts[0]
    let (mapping, diagnostics) = Mapping.compile(file: "fuzz.jsonc", bytes: bytes)
    precondition((mapping == nil) == diagnostics.contains { $0.severity == .error })
    check(diagnostics)
    if let mapping, let body = try? JSONDocument(parsing: parts.count == 2 ? parts[1] : bytes) {
        _ = mapping.evaluate(MappingInput(body: body), explaining: .everything)
    }
    let (tests, testDiagnostics) = MappingTestFile.compile(file: "fuzz.test.jsonc", bytes: bytes)
    precondition((tests == nil) == testDiagnostics.contains { $0.severity == .error })
    check(testDiagnostics)
    return 0
}

private func check(_ diagnostics: [Diagnostic]) {
    var last: Diagnostic?
    for diagnostic in diagnostics {
        precondition(diagnostic.line > 0 && diagnostic.column > 0 && diagnostic.length > 0)
        precondition(!diagnostic.message.isEmpty && !diagnostic.text.isEmpty)
        if let last { precondition(!diagnostic.comesBefore(last)) }
        last = diagnostic
    }
}
