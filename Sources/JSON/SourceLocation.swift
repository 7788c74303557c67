/// A place in a text, as people and editors count: both from 1.
package struct SourceLocation: Equatable, Sendable {
    /// Lines end with a line feed.
    package let line: Int
    /// Counts Unicode scalars; a byte order mark at the start of the text is none.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of the byte at `offset`; an offset behind the end stands for the end.
    package init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var column = 1
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        for index in (isMarked ? 3 : 0)..<max(isMarked ? 3 : 0, min(offset, bytes.count)) {
            if bytes[index] == 0x0A {
                line += 1
                column = 1
            } else if bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(line: line, column: column)
    }

    /// The place of the byte at `offset`.
    package static func of(offset: Int, in bytes: [UInt8]) -> SourceLocation {
        bytes.withUnsafeBufferPointer { SourceLocation(of: offset, in: $0) }
    }
}
