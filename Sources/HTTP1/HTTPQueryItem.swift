/// A name and a value from a request's query.
package struct HTTPQueryItem: Equatable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
