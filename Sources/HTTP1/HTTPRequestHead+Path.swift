extension HTTPRequestHead {
    /// The path's segments, percent-decoded one by one: `/hooks/a%2Fb` is `hooks` and `a/b`.
    ///
    /// Dots and empty segments are left as they are: nothing here is a file. `/` and `*` have no segments, `/a/` has
    /// two. The parser has made sure that every escape is two digits, that none means NUL, and that the decoded bytes
    /// are UTF-8.
    package var pathSegments: [String] {
        rawPathSegments { PercentCoding.decoded($0, plusIsSpace: false) }
    }

    /// The path's segments as they were sent.
    package var rawPathSegments: [String] {
        rawPathSegments { String(decoding: $0, as: UTF8.self) }
    }

    /// The query's items in order, decoded as forms encode them: `+` is a blank, an item without `=` has an empty value.
    ///
    /// Lenient, as it decides nothing: a percent sign that begins no escape stands for itself, bytes that are not
    /// UTF-8 become U+FFFD, empty items are passed over.
    package var queryItems: [HTTPQueryItem] {
        guard let query = places.query, !query.isEmpty else { return [] }
        return fields.bytes[query].split(separator: UInt8(ascii: "&")).map { item in
            let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return HTTPQueryItem(
                name: PercentCoding.decoded(parts[0], plusIsSpace: true),
                value: parts.count == 2 ? PercentCoding.decoded(parts[1], plusIsSpace: true) : ""
            )
        }
    }

    private func rawPathSegments(_ text: (ArraySlice<UInt8>) -> String) -> [String] {
        let path = fields.bytes[places.path]
        guard path.count > 1, path.first == .slash else { return [] }
        return path.dropFirst().split(separator: .slash, omittingEmptySubsequences: false).map(text)
    }
}
