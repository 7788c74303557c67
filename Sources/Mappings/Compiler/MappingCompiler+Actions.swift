internal import Domain
import JSON
import JSONPath

extension MappingCompiler {
    static let actionKeys = [
        "action", "when", "each", "session", "email", "dateTime", "fields", "flatten", "purchase", "project", "dedupe",
    ]

    /// Compiles one element of `actions`; nil when it is no object.
    ///
    /// With other errors there is a result, so that the rest of the file is looked at, but it stays unused.
    mutating func compileAction(_ node: JSONNode) -> CompiledAction? {
        guard let action = ObjectReader(node, "an action", keys: Self.actionKeys, &bag) else { return nil }
        let name = compileName(action)
        let when = action["when"].flatMap { condition($0) }
        let each = action["each"].flatMap { query($0) }
        let session = identity("session", of: action, \.session)
        let email = identity("email", of: action, \.email)
        let dateTime = identity("dateTime", of: action, \.dateTime)
        let fields = layOverCommon(action["fields"].map { compileFields($0, "'fields'") } ?? [])
        let flatten = common.flatten + (action["flatten"].map { compileFlatten($0) } ?? [])
        let purchase = action["purchase"].map { compilePurchase($0) } ?? []
        let project = project(of: action) ?? defaultProject
        let dedupe = action["dedupe"].map { compileDedupe($0) } ?? .wholePayload
        warnOfLikeness(action, hasDateTime: dateTime != nil, hasPerson: session != nil || email != nil)
        return CompiledAction(
            name: name ?? .fixed(.commerce),
            when: when,
            each: each,
            project: project,
            session: session,
            email: email,
            dateTime: dateTime,
            fields: fields,
            flatten: flatten,
            purchase: purchase,
            dedupe: dedupe
        )
    }

    /// The action's name; nil when it has none of its own because it is a purchase, or because of an error.
    private mutating func compileName(_ action: ObjectReader) -> CompiledAction.Name? {
        guard let node = action["action"] else {
            if action["purchase"] == nil {
                bag.error(
                    .missingKey,
                    at: action.node,
                    "an action needs the key 'action', its name at Funnelytics, unless it has a 'purchase'"
                )
            }
            return nil
        }
        if action["purchase"] != nil {
            bag.error(
                .conflictingKeys,
                at: node,
                "an action with a 'purchase' is always called \(ActionName.commerce): leave 'action' out"
            )
        }
        guard let value = value(node) else { return nil }
        guard let text = value.constantText else {
            let text = node.kind == .string ? node.text : String(decoding: node.source, as: UTF8.self)
            return .computed(value, text: text)
        }
        guard let name = constantName(text, at: node) else { return nil }
        if name == .commerce, action["purchase"] == nil {
            bag.warning(
                .commerceWithoutPurchase,
                at: node,
                "\(ActionName.commerce) without a 'purchase' brings no revenue: give a 'purchase' in place of 'action'"
            )
        }
        return .fixed(name)
    }

    /// A name that is there in the file; nil, and an error, when it cannot be one.
    private mutating func constantName(_ text: String, at node: JSONNode) -> ActionName? {
        guard let name = ActionName(text) else {
            let problem = text.isEmpty ? "is empty" : "names another path"
            bag.error(
                .invalidActionName,
                at: node,
                "'\(text)' cannot be an action's name: as the end of an address it \(problem)"
            )
            return nil
        }
        guard text.utf8.count <= ActionName.longest else {
            bag.error(
                .invalidActionName,
                at: node,
                "an action's name has \(ActionName.longest) bytes at most, this one has \(text.utf8.count)"
            )
            return nil
        }
        return name
    }

    /// The action's own value of `session`, `email` or `dateTime`, else the common one, which is then used.
    private mutating func identity(
        _ key: String,
        of action: ObjectReader,
        _ shared: WritableKeyPath<CommonPart, CommonPart.Shared<CompiledValue>?>
    ) -> CompiledValue? {
        if let node = action[key] { return value(node) }
        common[keyPath: shared]?.isUsed = true
        return common[keyPath: shared]?.content
    }

    private mutating func layOverCommon(_ own: [CompiledField]) -> [CompiledField] {
        var ownByName: [[UInt8]: CompiledField] = [:]
        for field in own { ownByName[field.nameBytes] = field }
        var fields: [CompiledField] = []
        for index in common.fields.indices {
            let shared = common.fields[index].content
            if let field = ownByName.removeValue(forKey: shared.nameBytes) {
                fields.append(field)
            } else {
                common.fields[index].isUsed = true
                fields.append(shared)
            }
        }
        return fields + own.filter { ownByName[$0.nameBytes] != nil }
    }

    /// Compiles an object of names and values, in its order.
    mutating func compileFields(_ node: JSONNode, _ what: String) -> [CompiledField] {
        guard node.kind == .object else {
            bag.error(.wrongType, at: node, "\(what) is an object of names and values, not \(node.kind.words)")
            return []
        }
        var fields: [CompiledField] = []
        for (name, valueNode) in node.members {
            let text = name.text
            checkFieldName(name)
            if let value = value(valueNode) { fields.append(CompiledField(name: text, value: value)) }
        }
        return fields
    }

    private mutating func checkFieldName(_ node: JSONNode) {
        let name = node.text
        if name.isEmpty {
            bag.error(.invalidValue, at: node, "a field needs a name")
        } else if ReservedName.contains(name) {
            let wayOut =
                switch name {
                case "session", "email", "dateTime": "it is a key of the action itself, beside 'fields'"
                case "purchase_data": "it is made by the key 'purchase'"
                default: "Funnelytics keeps names of the form __x__ for itself"
                }
            bag.error(.reservedName, at: node, "'\(name)' cannot be a field: \(wayOut)")
        }
    }
}
