internal import JSON
internal import JSONPath

extension EventEvaluation {
    /// Adds `purchase_data`.
    mutating func addPurchase(_ items: [CompiledPurchaseItem]) throws(MappingError) {
        memory.payload.beginPurchase()
        for item in items {
            guard let each = item.each else {
                try addElement(item)
                continue
            }
            let outer = context.query.current.map { LocatedNode(node: $0, location: context.query.location) }
            let nodes = select(each, withLocations: asksForLocations)
            try checkSteps("purchase")
            for index in nodes {
                context.query.enter(memory.nodes[index])
                try addElement(item)
            }
            memory.nodes.removeLast(nodes.count)
            leave(to: outer)
        }
        guard !memory.payload.elements.isEmpty else {
            throw MappingError(field: "purchase", message: "the purchase has no element: its 'each' selects nothing")
        }
        memory.payload.endPurchase()
    }

    private mutating func addElement(_ item: CompiledPurchaseItem) throws(MappingError) {
        memory.payload.beginElement()
        for (key, compiled) in zip(PurchaseKey.allCases, item.keys) {
            let value = try vital(compiled, for: key.place, single: true)
            guard !value.isMissing else {
                throw MappingError(field: key.place, message: "\(key.rawValue) is missing")
            }
            memory.payload.addToElement(key.payloadName, try fitting(value, key))
        }
        for field in item.fields {
            let value = try vital(field.value, for: "purchase", single: false)
            guard !value.isMissing else { continue }
            memory.payload.addToElement(field.nameBytes, value)
            try checkSize(with: memory.payload.count)
        }
        memory.payload.endElement()
        try checkSize(with: memory.payload.count)
    }

    /// The value as Funnelytics takes it.
    private func fitting(_ value: Value, _ key: PurchaseKey) throws(MappingError) -> Value {
        switch key {
        case .sku, .label, .order:
            return value
        case .total:
            guard let total = PurchaseTotal(value) else {
                throw MappingError(
                    field: key.place,
                    message:
                        "\(value.sample) is no whole number of cents: amounts in major units go through the filter 'cents'"
                )
            }
            return .number(Array(total.text.utf8))
        case .currency:
            guard PurchaseTotal.isCurrency(value.text) else {
                throw MappingError(
                    field: key.place,
                    message:
                        "\(value.sample) is no currency of three capital letters: the filter 'upper' makes capitals"
                )
            }
            return value
        }
    }
}
