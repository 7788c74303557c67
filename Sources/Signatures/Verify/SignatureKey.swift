/// A key that is ready to sign: its own blocks are hashed once, not for every request.
enum SignatureKey: Sendable {
    case sha256(HMAC<SHA256>)
    case sha1(HMAC<SHA1>)
    case sha512(HMAC<SHA512>)

    init(_ algorithm: SignatureAlgorithm, key: [UInt8]) {
        self =
            switch algorithm {
            case .sha256: .sha256(HMAC(key: key))
            case .sha1: .sha1(HMAC(key: key))
            case .sha512: .sha512(HMAC(key: key))
            }
    }

    /// The code of the pieces one after another.
    func code(_ pieces: [[UInt8]]) -> [UInt8] {
        switch self {
        case .sha256(let code): Self.code(code, pieces)
        case .sha1(let code): Self.code(code, pieces)
        case .sha512(let code): Self.code(code, pieces)
        }
    }

    private static func code<Hash>(_ ready: HMAC<Hash>, _ pieces: [[UInt8]]) -> [UInt8] {
        var code = ready
        for piece in pieces { code.update(piece) }
        return code.finish()
    }
}
