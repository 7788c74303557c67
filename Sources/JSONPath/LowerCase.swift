/// Lower case by Unicode's default conversion (section 3.13), for all languages alike.
package enum LowerCase {
    /// The text, which is UTF-8, in lower case.
    package static func lower(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if text.allSatisfy({ $0 < 0x80 }) { return text.map(lower) }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        var lower: [UInt8] = []
        lower.reserveCapacity(text.count)
        for index in scalars.indices { lower.append(contentsOf: mapping(at: index, of: scalars).utf8) }
        return lower
    }

    /// A byte of ASCII in lower case.
    @inline(__always)
    package static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// What becomes of one scalar of a text; of a sigma it depends on what stands around it.
    package static func mapping(
        at index: String.UnicodeScalarView.Index,
        of scalars: String.UnicodeScalarView
    ) -> String {
        let scalar = scalars[index]
        if scalar == "\u{3A3}", isFinal(index, in: scalars) { return "\u{3C2}" }
        return scalar.properties.lowercaseMapping
    }

    /// Whether a word ends here (`Final_Sigma` of Unicode's table 3-17).
    ///
    /// The standard library's `lowercased` leaves this rule out.
    private static func isFinal(_ index: String.UnicodeScalarView.Index, in scalars: String.UnicodeScalarView) -> Bool {
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        guard let before, before.properties.isCased else { return false }
        let after = scalars[scalars.index(after: index)...].first { !$0.properties.isCaseIgnorable }
        return !(after?.properties.isCased ?? false)
    }
}
