import JSON

/// What every action of a file shares, with the places that the lint needs to say what nothing uses.
struct CommonPart {
    var session: Shared<CompiledValue>?
    var email: Shared<CompiledValue>?
    var dateTime: Shared<CompiledValue>?
    var fields: [Shared<CompiledField>] = []
    var flatten: [FlattenRule] = []

    /// Something of `common`, where it stands, and whether an action uses it.
    struct Shared<Content> {
        let content: Content
        /// The key's name in the file.
        let name: JSONNode
        var isUsed = false
    }
}
