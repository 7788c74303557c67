/// What a sender signs: a template of the request's parts and literal text, `{id}.{timestamp}.{body}`.
package struct SignedText: Equatable, Sendable {
    let pieces: [Piece]

    enum Piece: Equatable, Sendable {
        case literal([UInt8])
        case id, timestamp, body
    }

    /// The body alone, which most senders sign.
    package static let body = SignedText(pieces: [.body])

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// The template that `text` spells.
    package init(_ text: String) throws(SignedTextError) {
        var pieces: [Piece] = []
        var literal: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "{") else {
                literal.append(bytes[index])
                index += 1
                continue
            }
            guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
                throw SignedTextError(offset: index, length: bytes.count - index, reason: .unclosed)
            }
            let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
            guard let piece = Self.piece(named: name) else {
                throw SignedTextError(offset: index, length: end + 1 - index, reason: .unknown(name))
            }
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = []
            pieces.append(piece)
            index = end + 1
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        self.pieces = pieces
    }

    package var usesID: Bool { pieces.contains(.id) }
    package var usesTimestamp: Bool { pieces.contains(.timestamp) }
    package var usesBody: Bool { pieces.contains(.body) }

    private static func piece(named name: String) -> Piece? {
        switch name {
        case "id": .id
        case "timestamp": .timestamp
        case "body": .body
        default: nil
        }
    }
}
