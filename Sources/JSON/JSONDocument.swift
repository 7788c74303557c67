/// A JSON text that was read: its bytes and a flat tape over them, no tree of boxed nodes.
///
/// Immutable, so it may be shared between threads. Nodes do not keep it alive: whoever walks one holds the document.
package final class JSONDocument: @unchecked Sendable {  // because the tape is not written to once `init` is over
    /// The text as it was given.
    package let bytes: [UInt8]

    /// The names that their object has already, in the order of the text; only in `.jsonc`, where all members are kept.
    package let duplicateNames: [JSONNode]

    private let tape: Tape

    /// Reads one JSON text.
    ///
    /// Objects and arrays nest at most `depthLimit` deep; the text is smaller than 512 MiB.
    package convenience init(parsing bytes: [UInt8], dialect: JSONDialect = .json) throws(JSONParserError) {
        let parsed = try bytes.withUnsafeBufferPointer { buffer throws(JSONParserError) -> ParsedTape in
            try JSONParser.parse(buffer, dialect: dialect)
        }
        self.init(bytes: bytes, parsed: parsed)
    }

    /// Takes over the tape, which lies over the storage of `bytes`.
    ///
    /// The array is never changed, so its storage stays where it is as long as the document lives.
    private init(bytes: [UInt8], parsed: ParsedTape) {
        self.bytes = bytes
        tape = parsed.tape
        duplicateNames = parsed.duplicateNames.map { JSONNode(tape: parsed.tape, index: $0) }
        tape.document = Unmanaged.passUnretained(self)
    }

    deinit {
        tape.deallocate()
    }

    /// About how many bytes it takes.
    package var size: Int { bytes.count + tape.cellCount * MemoryLayout<TapeCell>.stride }

    /// How deep objects and arrays may nest.
    package static let depthLimit = 128

    /// The value that the text is.
    package var root: JSONNode {
        JSONNode(tape: tape, index: 0)
    }
}
