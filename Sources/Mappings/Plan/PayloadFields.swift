internal import JSON

/// A payload taken apart for comparison: every value by its name, as the JSON it is.
///
/// What `purchase_data` holds is named by its way: `purchase_data[0].__label__`.
struct PayloadFields: Equatable {
    private(set) var names: [String] = []
    private(set) var values: [String: String] = [:]

    /// - Parameter payload: JSON of our own making. What is none, as of a damaged ledger, counts as one field, `(payload)`.
    init(_ payload: [UInt8]) {
        do throws(JSONParserError) {
            let document = try JSONDocument(parsing: payload)
            withExtendedLifetime(document) { add(document.root, "") }
        } catch {
            names = ["(payload)"]
            values = ["(payload)": "\"no JSON\""]
        }
    }

    /// How much of two payloads is the same, from 0 to 100.
    func similarity(to other: PayloadFields) -> Int {
        let longest = max(names.count, other.names.count)
        guard longest > 0 else { return 100 }
        return names.count { values[$0] == other.values[$0] } * 100 / longest
    }

    private mutating func add(_ node: JSONNode, _ name: String) {
        switch node.kind {
        case .object:
            for (key, value) in node.members { add(value, name.isEmpty ? key.text : "\(name).\(key.text)") }
        case .array:
            for (index, value) in node.elements.enumerated() { add(value, "\(name)[\(index)]") }
        default:
            if values.updateValue(String(decoding: node.source, as: UTF8.self), forKey: name) == nil {
                names.append(name)
            }
        }
    }
}
