/// The name of a header, in lower case.
package struct HeaderName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// The name, or nil when `text` is no token (RFC 9110, section 5.6.2).
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy(Self.isTokenCharacter) else { return nil }
        self.text = text.lowercased()
    }

    private init(trusted text: String) {
        self.text = text
    }

    static let authorization = HeaderName(trusted: "authorization")
    static let cookie = HeaderName(trusted: "cookie")

    /// A name that is known to be one.
    static func known(_ lower: StaticString) -> HeaderName {
        HeaderName(trusted: "\(lower)")
    }

    package var description: String { text }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
