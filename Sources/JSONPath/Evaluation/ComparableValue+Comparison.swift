import Glibc
import JSON

/// Comparing values (RFC 9535 section 2.3.5.2.2).
extension ComparableValue {
    /// Whether the comparison holds.
    ///
    /// - Parameter bytes: those of the program that both values are of.
    func compare(
        _ comparison: ComparisonOperator,
        _ other: ComparableValue,
        _ bytes: [UInt8],
        _ context: inout QueryContext
    ) -> Bool {
        switch comparison {
        case .equal: isEqual(other, bytes, &context)
        case .notEqual: !isEqual(other, bytes, &context)
        case .less: isLess(other, bytes, &context)
        case .greater: other.isLess(self, bytes, &context)
        case .lessOrEqual: isLess(other, bytes, &context) || isEqual(other, bytes, &context)
        case .greaterOrEqual: other.isLess(self, bytes, &context) || isEqual(other, bytes, &context)
        }
    }

    private func isEqual(_ other: ComparableValue, _ bytes: [UInt8], _ context: inout QueryContext) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case nil, .null: return true
        case .bool: return boolean == other.boolean
        case .number, .string: return order(other, bytes, &context) == 0
        case .array, .object:
            guard case .node(let left) = self, case .node(let right) = other else { return false }
            return Self.isEqual(left, right, &context)
        }
    }

    /// Only numbers and strings have an order.
    private func isLess(_ other: ComparableValue, _ bytes: [UInt8], _ context: inout QueryContext) -> Bool {
        order(other, bytes, &context).map { $0 < 0 } ?? false
    }

    /// Negative, zero or positive; nil when they are not two numbers or two strings.
    private func order(_ other: ComparableValue, _ bytes: [UInt8], _ context: inout QueryContext) -> Int? {
        let byText = withText(bytes) { left in
            other.withText(bytes) { right in Self.order(left, right, &context) }
        }
        if let order = byText ?? nil { return order }
        let byNumber = withNumber(bytes) { left in
            other.withNumber(bytes) { right in Self.numberOrder(left, right, &context) }
        }
        return byNumber ?? nil
    }

    /// The order of the Unicode scalars, which is that of the bytes of their UTF-8.
    private static func order(
        _ left: UnsafeBufferPointer<UInt8>,
        _ right: UnsafeBufferPointer<UInt8>,
        _ context: inout QueryContext
    ) -> Int {
        let common = min(left.count, right.count)
        _ = context.spend(common >> 5)
        if common > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress {
            let order = memcmp(leftStart, rightStart, common)
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }

    private static func numberOrder(
        _ left: UnsafeBufferPointer<UInt8>,
        _ right: UnsafeBufferPointer<UInt8>,
        _ context: inout QueryContext
    ) -> Int {
        _ = context.spend((left.count + right.count) >> 4)
        switch NumberText.compare(left, right) {
        case .less: return -1
        case .equal: return 0
        case .greater: return 1
        case nil: preconditionFailure("a number that is none was compared")
        }
    }

    /// Whether two values of a document are equal: arrays element by element, objects whatever the order of members.
    private static func isEqual(_ left: JSONNode, _ right: JSONNode, _ context: inout QueryContext) -> Bool {
        guard left.kind == right.kind, left.count == right.count, context.spend(1) else { return false }
        switch left.kind {
        case .null: return true
        case .bool: return left.boolValue == right.boolValue
        case .string: return left.lendText { left in right.lendText { order(left, $0, &context) == 0 } }
        case .number: return numberOrder(left.source, right.source, &context) == 0
        case .array:
            return zip(left.elements, right.elements).allSatisfy { isEqual($0, $1, &context) }
        case .object:
            for (name, value) in left.members {
                guard context.spend(1 + right.count >> 2) else { return false }
                guard let other = name.lendText({ right.member(named: $0) }) else { return false }
                guard isEqual(value, other, &context) else { return false }
            }
            return true
        }
    }
}
