/// The name of an action: free text that can be the last segment of the endpoint's path.
package struct ActionName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// The bytes of UTF-8 that a mapping may give a name: what a server should take as a request's first line (RFC 9112,
    /// section 3).
    package static let longest = 8_000
    /// The only action that Funnelytics shows as revenue.
    package static let commerce = ActionName(trusted: "__commerce_action__")

    /// The name, or nil when `text` is empty or, as `.` and `..` would, names another path (RFC 3986, section 3.3).
    package init?(_ text: String) {
        guard !text.isEmpty, text != ".", text != ".." else { return nil }
        self.text = text
    }

    private init(trusted text: String) {
        self.text = text
    }

    package var description: String { text }

    /// Names are the same when their bytes are, as for the destination and for SQLite: Swift takes an accent in two ways of
    /// writing for the same.
    package static func == (one: Self, other: Self) -> Bool {
        one.text.utf8.elementsEqual(other.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// The name with every byte that is not unreserved percent-encoded (RFC 3986, section 2.1).
    package var pathSegment: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
