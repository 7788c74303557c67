package import JSON

/// What a mapping looks at: an event's body and the request that brought it.
package struct MappingInput: Sendable {
    package let body: JSONDocument
    /// As `RequestDocument` makes it; nil: `$request` selects nothing.
    package let request: JSONDocument?

    package init(body: JSONDocument, request: JSONDocument? = nil) {
        self.body = body
        self.request = request
    }
}
