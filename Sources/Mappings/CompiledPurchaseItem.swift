/// One item of a purchase: it makes an element of `purchase_data`, or one for each node.
struct CompiledPurchaseItem: Sendable {
    let each: CompiledQuery?
    /// The five keys in the order of `PurchaseKey`.
    let keys: [CompiledValue]
    let fields: [CompiledField]
}
