internal import JSON
internal import JSONPath
internal import Mappings

/// Takes the secret out of a body that carries it as its proof, so that neither the ledger nor a payload ever holds it.
///
/// Each of its bytes becomes an asterisk: the body stays as long as it was, and readable. In JSON the secret goes where
/// `verify` found it and wherever else it stands as a string spelled alike, the earlier one of a name given twice for
/// example; in a form, from every item of that value.
enum HiddenSecret {
    /// The body without what stands at `paths`, for which `verify` has found secrets there.
    static func hide(at paths: [String], in body: [UInt8], type: String?) -> [UInt8] {
        do {
            let document = try BodyDecoder.decode(body, type: type)
            // Nodes do not keep their document alive.
            return try withExtendedLifetime(document) {
                let nodes = try paths.flatMap { try Query($0).nodes(in: document) }
                return switch BodyDecoder.format(ofType: type) {
                case .form: hide(nodes.map { Array($0.text.utf8) }, inForm: body)
                default: hide(nodes.map { $0.offset..<$0.endOffset }, inJSON: body)
                }
            }
        } catch {
            preconditionFailure("a body that was read for its proof cannot be read again: \(error)")
        }
    }

    /// Shorter strings are likely to stand elsewhere as something else.
    private static let shortestSearched = 8

    private static func hide(_ values: [Range<Int>], inJSON body: [UInt8]) -> [UInt8] {
        var hidden = body
        for value in values { overwrite(value, in: &hidden) }
        var everywhere = hidden
        for value in values where body[value.lowerBound] == UInt8(ascii: "\"") && value.count >= shortestSearched + 2 {
            for offset in ByteSearch.offsets(of: Array(body[value]), in: body) {
                overwrite(offset..<(offset + value.count), in: &everywhere)
            }
        }
        do {
            _ = try JSONDocument(parsing: everywhere)
            return everywhere
        } catch {
            // A secret of punctuation: what looked like it began at the end of another string.
            return hidden
        }
    }

    /// Overwrites a string between its quotes, or a number.
    private static func overwrite(_ value: Range<Int>, in body: inout [UInt8]) {
        if body[value.lowerBound] == UInt8(ascii: "\"") {
            for index in value.dropFirst().dropLast() { body[index] = UInt8(ascii: "*") }
        } else {
            for index in value { body[index] = UInt8(ascii: "1") }
        }
    }

    private static func hide(_ secrets: [[UInt8]], inForm body: [UInt8]) -> [UInt8] {
        var hidden = body
        for item in body.split(separator: UInt8(ascii: "&")) {
            guard let equals = item.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = (equals + 1)..<item.endIndex
            guard secrets.contains(decoded(body[value])) else { continue }
            for index in value { hidden[index] = UInt8(ascii: "*") }
        }
        return hidden
    }

    /// What a value of a form stands for; nothing when it cannot be read.
    private static func decoded(_ value: ArraySlice<UInt8>) -> [UInt8] {
        do {
            let document = try FormDecoder.decode(Array("v=".utf8) + value)
            return withExtendedLifetime(document) { document.root["v"].map { Array($0.text.utf8) } ?? [] }
        } catch {
            return []
        }
    }
}
