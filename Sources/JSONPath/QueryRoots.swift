/// The roots that stand anywhere in a query or condition.
package struct QueryRoots: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let body = QueryRoots(rawValue: 1)
    /// `@` outside filter selectors: the current node of `each`.
    package static let current = QueryRoots(rawValue: 2)
    package static let request = QueryRoots(rawValue: 4)
    package static let key = QueryRoots(rawValue: 8)
    package static let path = QueryRoots(rawValue: 16)
}
