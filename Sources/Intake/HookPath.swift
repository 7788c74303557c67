package import Domain
internal import Glibc

/// What the path of a request names: a source, and perhaps the token after its name.
package struct HookPath: Equatable, Sendable {
    package let source: SourceName
    /// The path segment after the source's name; nil when there is none.
    package let token: String?

    /// Reads a path as it was sent, in the form that nearly all have: `/hooks/` and the name of a source, nothing else.
    ///
    /// Costs a fifth of taking the path apart, which every request would pay for twice.
    ///
    /// - Parameter likely: a source that was named before, and may well be again: its name need not be made anew.
    /// - Returns: nil for all others, which then have to be read by their segments.
    package init?(
        plain path: UnsafeBufferPointer<UInt8>,
        likely: SourceName? = nil,
        isSource: (SourceName) -> Bool
    ) {
        guard path.starts(with: Self.prefix) else { return nil }
        let name = UnsafeBufferPointer(rebasing: path[Self.prefix.count...])
        let source: SourceName?
        if let likely, Self.areEqual(likely.text, name) {
            source = likely
        } else {
            // A percent sign is in no source's name.
            source = SourceName(String(decoding: name, as: UTF8.self))
        }
        guard let source, isSource(source) else { return nil }
        self.source = source
        token = nil
    }

    private static func areEqual(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var text = text
        return text.withUTF8 { text in
            guard text.count == bytes.count, let start = text.baseAddress, let other = bytes.baseAddress else {
                return false
            }
            return memcmp(start, other, text.count) == 0
        }
    }

    private static let prefix = Array("/hooks/".utf8)

    /// Reads the segments of a path, percent-decoded, of which the first must be `hooks`.
    ///
    /// Where both fit, the longest source name wins over a shorter one with a token.
    ///
    /// - Returns: nil when the path names no source that `isSource` knows.
    package init?(segments: [String], isSource: (SourceName) -> Bool) {
        guard segments.first == "hooks" else { return nil }
        var names = segments.dropFirst()
        // A slash at the end is a habit of people, and names nothing.
        if names.count > 1, names.last == "" { names.removeLast() }
        guard !names.isEmpty else { return nil }
        if let source = SourceName(names.joined(separator: "/")), isSource(source) {
            self.source = source
            token = nil
            return
        }
        guard names.count > 1, let last = names.popLast(),
            let source = SourceName(names.joined(separator: "/")), isSource(source)
        else { return nil }
        self.source = source
        token = last
    }
}
