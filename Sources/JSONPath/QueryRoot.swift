/// What a query begins at.
package enum QueryRoot: Sendable {
    /// `$`: the root of the body.
    case body
    /// `@`: the node that a filter selector tests; outside one, the current node of `each`, else the body's root.
    case current
    /// `$request`: the root of the document that describes the request.
    case request
    /// `$key`: the current node's member name or index; a value and not a node.
    case key
    /// `$path`: the current node's names and indexes from the root, joined by `.`; a value and not a node.
    case path

    /// Whether it is a value and not a node: such a root takes no segments.
    package var isValue: Bool { self == .key || self == .path }

    /// The root as it is written.
    package var text: String {
        switch self {
        case .body: "$"
        case .current: "@"
        case .request: "$request"
        case .key: "$key"
        case .path: "$path"
        }
    }
}
