/// How a signature's bytes are written.
package enum SignatureEncoding: String, CaseIterable, Sendable {
    /// Digits in either case.
    case hex
    /// Either alphabet, padded or not.
    case base64
    /// Whichever of the two it is.
    case either

    /// The signature that the text stands for; nil when it stands for none of that length.
    func bytes(_ text: ArraySlice<UInt8>, length: Int) -> [UInt8]? {
        let readings: [[UInt8]?] =
            switch self {
            case .hex: [Hex.bytes(text)]
            case .base64: [Base64.bytes(text, reading: .lenient)]
            case .either: [text.count == 2 * length ? Hex.bytes(text) : Base64.bytes(text, reading: .lenient)]
            }
        return readings.compactMap { $0 }.first { $0.count == length }
    }
}
