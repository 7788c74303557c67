/// The hash under an HMAC.
package enum SignatureAlgorithm: String, CaseIterable, Sendable {
    case sha256, sha1, sha512

    /// Bytes of a code.
    var length: Int {
        switch self {
        case .sha256: SHA256.digestLength
        case .sha1: SHA1.digestLength
        case .sha512: SHA512.digestLength
        }
    }
}
