/// A header field of a response.
package struct HTTPField: Equatable, Sendable {
    package let name: String
    /// Without control characters, so that it cannot end its line.
    package let value: String
    /// The field as it stands in an answer, from the line end before it: made once, as most fields serve many answers.
    let line: [UInt8]

    /// - Parameters:
    ///   - name: a token; checked, as a wrong one is a bug of ours.
    ///   - value: control characters in it become blanks.
    package init(_ name: String, _ value: String) {
        precondition(!name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter), "no field is called \(name)")
        self.name = name
        self.value = value.utf8.contains(where: Self.isControl) ? Self.withoutControls(value) : value
        line = Array("\r\n\(name): \(self.value)".utf8)
    }

    private static func withoutControls(_ value: String) -> String {
        String(decoding: value.utf8.map { isControl($0) ? .space : $0 }, as: UTF8.self)
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < .space && byte != .tab || byte == 0x7F
    }
}
