/// The keys that every element of a purchase must have, in the order in which they are sent.
enum PurchaseKey: String, CaseIterable, Sendable {
    case sku
    case label
    case total
    case order
    case currency

    /// The key's name in the payload, as UTF-8.
    var payloadName: [UInt8] {
        switch self {
        case .sku: Array("__sku__".utf8)
        case .label: Array("__label__".utf8)
        case .total: Array("__total_in_cents__".utf8)
        case .order: Array("__order__".utf8)
        case .currency: Array("__currency__".utf8)
        }
    }

    /// The name by which warnings and errors call it.
    var place: String { "purchase.\(rawValue)" }
}
