// modules: JSON Domain Signatures JSONPath Linux Mappings

import JSON
import Mappings

/// Reads any bytes as a form; what is read is an object of texts, lists and objects.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    do throws(FormError) {
        let document = try FormDecoder.decode(bytes)
        withExtendedLifetime(document) {
            precondition(document.root.kind == .object)
            check(document.root)
        }
    } catch {
        precondition(error.line > 0 && error.column > 0 && !error.description.isEmpty)
    }
    return 0
}

private func check(_ node: JSONNode) {
    precondition(node.kind == .string || node.kind == .array || node.kind == .object)
    for element in node.elements { check(element) }
}
