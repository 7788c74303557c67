internal import JSON
internal import JSONPath

/// The filter `slug`: a text that can be part of a field's name.
enum Slug {
    /// How many grapheme clusters a slug has at most.
    static let longest = 64

    /// Letters, marks and digits of any script in lower case, with `_` for every run of anything else between them.
    static func make(of value: Value) -> [UInt8] {
        var slug = UniqueBuffer<UInt8>(capacity: longest)
        _ = value.withText { append(of: $0, to: &slug) }
        return slug.contents
    }

    /// Appends the slug of a text; false when it is empty.
    static func append(of text: UnsafeBufferPointer<UInt8>, to bytes: inout UniqueBuffer<UInt8>) -> Bool {
        let start = bytes.count
        var isASCII = true
        bytes.append(atMost: longest) { slug in
            guard let count = write(text, into: slug) else {
                isASCII = false
                return 0
            }
            return count
        }
        if !isASCII { bytes.append(make(ofUnicode: text)) }
        return bytes.count > start
    }

    /// Writes the slug of a text in ASCII into memory for `longest` bytes, and returns its length; nil for another text.
    private static func write(
        _ text: UnsafeBufferPointer<UInt8>,
        into slug: UnsafeMutablePointer<UInt8>
    ) -> Int? {
        var count = 0
        var isParted = false
        for byte in text {
            // A digit has the bit already.
            let lower = byte | 0x20
            guard lower &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 else {
                guard byte < 0x80 else { return nil }
                isParted = count > 0
                continue
            }
            if isParted {
                guard count < longest else { break }
                (slug + count).initialize(to: underscore)
                count &+= 1
                isParted = false
            }
            guard count < longest else { break }
            (slug + count).initialize(to: lower)
            count &+= 1
        }
        while count > 0, slug[count - 1] == underscore { count -= 1 }
        return count
    }

    private static func make(ofUnicode text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        var slug: [UInt8] = []
        var isParted = false
        // Of a long text no more is read than is kept; how much that is, is looked at ever more seldom.
        var lookAt = 4 * longest
        for index in scalars.indices {
            if slug.count > lookAt {
                guard String(decoding: slug, as: UTF8.self).count <= longest else { break }
                lookAt = 2 * slug.count
            }
            for scalar in LowerCase.mapping(at: index, of: scalars).unicodeScalars {
                guard isKept(scalar) else {
                    isParted = !slug.isEmpty
                    continue
                }
                if isParted { slug.append(underscore) }
                isParted = false
                slug.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return cut(slug)
    }

    private static func cut(_ slug: [UInt8]) -> [UInt8] {
        var cut = slug
        if slug.count > longest {
            cut = slug.withUnsafeBufferPointer { TextFilters.firstCharacters(longest, of: $0) }
        }
        while cut.last == underscore { cut.removeLast() }
        return cut
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isAlphanumeric(UInt8(scalar.value)) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber: return true
        default: return false
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    private static let underscore = UInt8(ascii: "_")
}
