internal import Domain
internal import JSON

/// The rules that Funnelytics documents for the body of an action: flat, but for the items of a purchase.
enum BodyRules {
    private static let purchase = "purchase_data"

    /// Checks a body.
    ///
    /// - Throws: `Refusal`, for the first rule that it breaks, with the field's name.
    static func check(_ document: JSONDocument, of action: ActionName) throws(Refusal) {
        // A node does not keep its document alive.
        defer { withExtendedLifetime(document) {} }
        let root = document.root
        guard root.kind == .object else {
            throw .malformed("the body must be a JSON object, and is \(root.kind.article)")
        }
        for (name, value) in root.members {
            let name = name.text
            if name == purchase {
                try checkPurchase(value, of: action)
            } else if value.kind.isContainer {
                throw .malformed("'\(name)' is \(value.kind.article): the body must be flat, but for \(purchase)")
            } else {
                try checkIdentity(name, value)
            }
        }
        if action == .commerce, root[purchase] == nil {
            throw .malformed("\(ActionName.commerce) must have \(purchase)")
        }
    }

    private static func checkIdentity(_ name: String, _ value: JSONNode) throws(Refusal) {
        switch name {
        case "session" where value.kind != .string && value.kind != .number:
            throw .malformed("'session' must be text or a number, and is \(value.kind.article)")
        case "email" where value.kind != .string || !value.text.contains("@"):
            throw .malformed("'email' must be an e-mail address")
        case "dateTime" where value.kind != .string || !DateTimeText.isValid(value.text):
            throw .malformed("'dateTime' must be ISO 8601 with an offset, such as 2026-11-21T05:03:32+00:00")
        default: return
        }
    }

    private static func checkPurchase(_ items: JSONNode, of action: ActionName) throws(Refusal) {
        guard action == .commerce else {
            throw .malformed("'\(purchase)' belongs to \(ActionName.commerce) alone")
        }
        guard items.kind == .array, items.count > 0 else {
            throw .malformed("'\(purchase)' must be an array of at least one object")
        }
        for (index, item) in items.elements.enumerated() {
            try check(item: item, "\(purchase)[\(index)]")
        }
    }

    private static func check(item: JSONNode, _ place: String) throws(Refusal) {
        guard item.kind == .object else {
            throw .malformed("'\(place)' must be an object, and is \(item.kind.article)")
        }
        for (name, value) in item.members where value.kind.isContainer {
            throw .malformed("'\(place).\(name.text)' is \(value.kind.article): the items of a purchase must be flat")
        }
        for name in ["__sku__", "__label__", "__order__"] {
            let value = item[name]
            guard let value, value.kind == .string || value.kind == .number, !value.text.isEmpty else {
                throw .malformed("'\(place).\(name)' must be there, as text")
            }
        }
        guard let total = item["__total_in_cents__"], total.kind == .number || total.kind == .string,
            Decimal(total.text)?.isInteger == true
        else { throw .malformed("'\(place).__total_in_cents__' must be there, as a whole number of cents") }
        guard let currency = item["__currency__"], currency.kind == .string, currency.text.utf8.count == 3,
            currency.text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw .malformed("'\(place).__currency__' must be there, as three capital letters (ISO 4217)") }
    }
}

extension JSONKind {
    fileprivate var article: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
