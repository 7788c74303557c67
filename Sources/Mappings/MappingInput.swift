package import JSON

/// What a mapping looks at: an event's body and the request that brought it.
package struct MappingInput: Sendable {
    package let body: JSONDocument
    /// As `RequestDocument` makes it; nil: `$request` selects nothing.
    package let request: JSONDocument?
    /// What is odd about the body itself, a warning of the event; nil: nothing.
    package let remark: String?

    package init(body: JSONDocument, request: JSONDocument? = nil, remark: String? = nil) {
        self.body = body
        self.request = request
        self.remark = remark
    }
}
