/// Why a mapping makes nothing of an event.
struct MappingError: Error, Equatable {
    /// As in a warning: the output name, or `action`, `purchase.KEY`, `purchase`, `flatten`, `dedupe`.
    let field: String
    let message: String
}
