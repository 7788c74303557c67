// modules: JSON

import JSON

/// Reads any bytes; what is read must be walked, written and read again without a difference.
///
/// The first byte chooses the dialect.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let dialect: JSONDialect = data[0] & 1 == 0 ? .json : .jsonc
    let text = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    do throws(JSONParserError) {
        let document = try JSONDocument(parsing: text, dialect: dialect)
        walk(document.root, in: document)
        let written = write(document)
        guard let again = try? JSONDocument(parsing: written, dialect: dialect) else {
            preconditionFailure("what was written is not read: \(String(decoding: written, as: UTF8.self))")
        }
        precondition(write(again) == written)
        precondition(again.duplicateNames.count == document.duplicateNames.count)
    } catch {
        precondition(error.offset <= text.count && error.line > 0 && error.column > 0 && !error.description.isEmpty)
    }
    return 0
}

private func walk(_ node: JSONNode, in document: JSONDocument) {
    precondition(node.offset < node.endOffset && node.endOffset <= document.bytes.count)
    let length = node.text.utf8.count
    precondition(node.offset(ofDecodedByte: length) <= node.endOffset)
    precondition(node.elements.reduce(0) { count, _ in count + 1 } == node.count)
    for element in node.elements { walk(element, in: document) }
    for (name, value) in node.members {
        guard let found = name.withText({ node.member(named: $0) }) else { preconditionFailure("a name is not found") }
        precondition(found == value || !document.duplicateNames.isEmpty)
        precondition(node[name.text] != nil)
    }
}

private func write(_ document: JSONDocument) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(document.root)
    return writer.bytes
}
