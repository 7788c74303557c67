// modules: JSON

import JSON

/// Reads two texts, parted by a space, as numbers, and reckons with them.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: size)
    let middle = bytes.firstIndex(of: 0x20) ?? size
    let first = UnsafeBufferPointer(rebasing: bytes[..<middle])
    let second = UnsafeBufferPointer(rebasing: bytes[min(middle + 1, size)...])
    precondition(NumberText.isNumber(first) == isNumber(Array(first)))
    let order = NumberText.compare(first, second)
    precondition((order != nil) == (NumberText.isNumber(first) && NumberText.isNumber(second)))
    precondition(NumberText.compare(second, first) == order.map(opposite))
    if NumberText.isNumber(first) { precondition(NumberText.compare(first, first) == .equal) }
    if let first = Decimal(first), let second = Decimal(second) {
        let expected: NumberText.Order = first < second ? .less : first == second ? .equal : .greater
        precondition(order == expected)
        reckon(first, second)
        reckon(second, first)
    }
    return 0
}

private func reckon(_ first: Decimal, _ second: Decimal) {
    precondition(Decimal(first.text) == first)
    if let sum = first + second {
        precondition(sum == second + first)
        if let difference = sum - second { precondition(difference == first) }
    }
    precondition(first * second == second * first)
    if let quotient = first.divided(by: second) {
        precondition(quotient.rounded(places: Decimal.quotientPlaces) == quotient)
        precondition(first.negated.divided(by: second) == quotient.negated)
    }
    for places in [-3, 0, 2] {
        if let rounded = first.rounded(places: places) { precondition(rounded.rounded(places: places) == rounded) }
    }
}

private func opposite(_ order: NumberText.Order) -> NumberText.Order {
    switch order {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
}

/// What the parser takes for a number, without white space around it.
private func isNumber(_ text: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(parsing: text), document.root.kind == .number else { return false }
    return document.root.offset == 0 && document.root.endOffset == text.count
}
