internal import JSON

extension Value {
    /// The text of the scalar: of a string its own, of a number as written, `true`, `false`; else empty.
    package var text: String {
        withText { String(decoding: $0, as: UTF8.self) }
    }

    /// The UTF-8 of `text`.
    package var utf8: [UInt8] {
        switch self {
        case .text(let bytes), .number(let bytes): bytes
        default: withText { Array($0) }
        }
    }

    /// Lends the UTF-8 of `text`, without a copy where the value has it already.
    package func withText<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch self {
        case .missing:
            try body(UnsafeBufferPointer(start: nil, count: 0))
        case .node(let node):
            if node.kind == .null {
                try body(UnsafeBufferPointer(start: nil, count: 0))
            } else {
                try node.withText(body)
            }
        case .text(let bytes), .number(let bytes):
            try bytes.withUnsafeBufferPointer(body)
        case .decimal(let decimal):
            try Array(decimal.text.utf8).withUnsafeBufferPointer(body)
        case .boolean(let truth):
            try Array((truth ? "true" : "false").utf8).withUnsafeBufferPointer(body)
        }
    }

    /// Appends the UTF-8 of `text`.
    func append(to bytes: inout UniqueBuffer<UInt8>) {
        switch self {
        case .node(let node) where node.kind != .null: node.appendText(to: &bytes)
        case .text(let text), .number(let text): bytes.append(text)
        default: withText { bytes.append($0) }
        }
    }

    /// What stands in a misfit's message for the value: short, on one line.
    var sample: String {
        switch self {
        case .missing: "nothing"
        case .node(let node) where node.kind == .object: "an object"
        case .node(let node) where node.kind == .array: "an array"
        case .node(let node) where node.kind == .null: "null"
        default: isText ? "'\(excerpt(of: Self.sampleLength))'" : excerpt(of: Self.sampleLength)
        }
    }

    private static let sampleLength = 40

    /// The first characters of the text, control characters replaced.
    func excerpt(of length: Int) -> String {
        // A character rarely takes more than 32 bytes; a text of 1 MiB is not copied for 40 of them.
        let start = withText { String(decoding: $0.prefix(32 * length), as: UTF8.self) }
        let isCut = withText { $0.count } > start.utf8.count
        var excerpt = ""
        for (place, character) in start.enumerated() {
            guard place < length else { return excerpt + "…" }
            let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
            excerpt.append(isControl ? " " : character)
        }
        return isCut ? excerpt + "…" : excerpt
    }
}
