/// A header field of a response.
package struct HTTPField: Equatable, Sendable {
    package let name: String
    /// Control characters in it are sent as blanks, so that no value can end its line.
    package let value: String

    /// - Parameter name: a token; checked, as a wrong one is a bug of ours.
    package init(_ name: String, _ value: String) {
        precondition(!name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter), "no field is called \(name)")
        self.name = name
        self.value = value
    }
}
