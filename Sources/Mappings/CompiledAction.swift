internal import Domain

/// One action of a mapping, its `common` part laid under it.
final class CompiledAction: Sendable {
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

    init(
        name: Name,
        when: CompiledCondition?,
        each: CompiledQuery?,
        project: ProjectName,
        session: CompiledValue?,
        email: CompiledValue?,
        dateTime: CompiledValue?,
        fields: [CompiledField],
        flatten: [FlattenRule],
        purchase: [CompiledPurchaseItem],
        dedupe: CompiledDedupe
    ) {
        self.name = name
        self.when = when
        self.each = each
        self.project = project
        self.session = session
        self.email = email
        self.dateTime = dateTime
        self.fields = fields
        self.flatten = flatten
        self.purchase = purchase
        self.dedupe = dedupe
    }

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
