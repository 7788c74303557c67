/// How the text of a secret stands for the bytes of a key.
package enum SecretEncoding: String, CaseIterable, Sendable {
    /// The text's own bytes.
    case text
    case hex
    /// Base 64; a `whsec_` before it, the mark of Standard Webhooks, does not count.
    case base64

    /// The key; nil when the secret is not so encoded.
    func key(_ secret: Secret) -> [UInt8]? {
        switch self {
        case .text: return secret.bytes
        case .hex: return Hex.bytes(secret.bytes)
        case .base64:
            let mark = Array("whsec_".utf8)
            let isMarked = secret.bytes.starts(with: mark)
            return Base64.bytes(isMarked ? secret.bytes.dropFirst(mark.count) : secret.bytes[...], reading: .lenient)
        }
    }
}
