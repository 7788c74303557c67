internal import JSON

/// Compares JSON that was expected with JSON that came, and says where they differ.
///
/// The order of members does not count; numbers are compared as they are written.
struct JSONComparison {
    /// Whether members that were not expected are passed over.
    let isSubset: Bool

    /// What differs, a line each, every one with its path.
    func differences(expected: JSONNode, got: JSONNode, at path: String) -> [String] {
        switch (expected.kind, got.kind) {
        case (.object, .object): return differencesOfObjects(expected, got, path)
        case (.array, .array): return differencesOfArrays(expected, got, path)
        default:
            let isSame =
                expected.kind == got.kind && !expected.kind.isContainer
                && expected.text.utf8.elementsEqual(got.text.utf8)
            return isSame ? [] : ["\(path): expected \(Self.text(expected)), got \(Self.text(got))"]
        }
    }

    private func differencesOfObjects(_ expected: JSONNode, _ got: JSONNode, _ path: String) -> [String] {
        var differences: [String] = []
        for (name, value) in expected.members {
            let path = "\(path).\(name.text)"
            if let other = got[name.text] {
                differences += self.differences(expected: value, got: other, at: path)
            } else {
                differences.append("\(path): expected \(Self.text(value)), but it is missing")
            }
        }
        guard !isSubset else { return differences }
        for (name, value) in got.members where expected[name.text] == nil {
            differences.append("\(path).\(name.text): not expected, got \(Self.text(value))")
        }
        return differences
    }

    private func differencesOfArrays(_ expected: JSONNode, _ got: JSONNode, _ path: String) -> [String] {
        var differences: [String] = []
        for (place, (left, right)) in zip(expected.elements, got.elements).enumerated() {
            differences += self.differences(expected: left, got: right, at: "\(path)[\(place)]")
        }
        if expected.count != got.count {
            differences.append("\(path): expected \(expected.count) elements, got \(got.count)")
        }
        return differences
    }

    private static func text(_ node: JSONNode) -> String {
        var writer = JSONWriter()
        writer.value(node)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
