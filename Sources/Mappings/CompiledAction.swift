internal import Domain

/// One action of a mapping, its `common` part laid under it.
struct CompiledAction: Sendable {
    let name: Name
    let when: CompiledCondition?
    let each: CompiledQuery?
    let project: ProjectName
    let session: CompiledValue?
    let email: CompiledValue?
    let dateTime: CompiledValue?
    let fields: [CompiledField]
    let flatten: [FlattenRule]
    /// Empty when the action is no purchase.
    let purchase: [CompiledPurchaseItem]
    let dedupe: CompiledDedupe

    /// What the action is called.
    enum Name: Sendable {
        /// The same for every event.
        case fixed(ActionName)
        /// Another for each event; the text is that of the file.
        case computed(CompiledValue, text: String)
    }

    /// The name as it stands in the file.
    var nameText: String {
        switch name {
        case .fixed(let name): name.text
        case .computed(_, let text): text
        }
    }
}
