import JSON

extension MappingCompiler {
    static let purchaseKeys = ["each"] + PurchaseKey.allCases.map(\.rawValue) + ["fields"]

    /// Compiles the one item or the list of items of `purchase`.
    mutating func compilePurchase(_ node: JSONNode) -> [CompiledPurchaseItem] {
        guard node.kind == .array else { return compileItem(node).map { [$0] } ?? [] }
        if node.count == 0 {
            bag.error(.invalidValue, at: node, "'purchase' needs at least one item")
        }
        var items: [CompiledPurchaseItem] = []
        for element in node.elements {
            if let item = compileItem(element) { items.append(item) }
        }
        return items
    }

    private mutating func compileItem(_ node: JSONNode) -> CompiledPurchaseItem? {
        guard let item = ObjectReader(node, "an item of 'purchase'", keys: Self.purchaseKeys, &bag) else { return nil }
        let each = item["each"].flatMap { query($0) }
        var keys: [CompiledValue] = []
        for key in PurchaseKey.allCases {
            guard let valueNode = item.required(key.rawValue, key.purpose, &bag) else { continue }
            guard let value = value(valueNode) else { continue }
            check(value, of: key, at: valueNode)
            keys.append(value)
        }
        let fields = item["fields"].map { compileFields($0, "'fields'") } ?? []
        guard keys.count == PurchaseKey.allCases.count else { return nil }
        return CompiledPurchaseItem(each: each, keys: keys, fields: fields)
    }

    /// Reports what a value that is the same for every event makes impossible.
    private mutating func check(_ value: CompiledValue, of key: PurchaseKey, at node: JSONNode) {
        guard let text = value.constantText else { return }
        switch key {
        case .currency where !PurchaseTotal.isCurrency(text):
            let suggestion = PurchaseTotal.isCurrency(text.uppercased()) ? text.uppercased() : nil
            bag.error(
                .invalidValue,
                at: node,
                "a currency is three capital letters, not '\(text)'",
                suggestion: suggestion
            )
        case .total where PurchaseTotal(text) == nil:
            bag.error(.invalidValue, at: node, "a total is a whole number of cents, not '\(text)'")
        case .sku, .label, .order:
            if text.isEmpty { bag.error(.invalidValue, at: node, "'\(key.rawValue)' cannot be empty") }
        default:
            break
        }
    }
}

extension PurchaseKey {
    /// What the key says, for a file that lacks it.
    fileprivate var purpose: String {
        switch self {
        case .sku: "what was bought, as the shop numbers it"
        case .label: "what was bought, for people to read"
        case .total: "what was paid, in cents"
        case .order: "the number of the order"
        case .currency: "three capital letters, such as \"USD\""
        }
    }
}
