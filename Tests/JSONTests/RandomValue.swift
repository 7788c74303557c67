import JSON
import TestSupport

/// A value of JSON as a tree, to compare documents with.
indirect enum RandomValue: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([RandomValue])
    case object([Member])

    struct Member: Equatable {
        let name: String
        let value: RandomValue
    }

    init(_ node: JSONNode) {
        self =
            switch node.kind {
            case .null: .null
            case .bool: .bool(node.boolValue ?? false)
            case .number: .number(node.text)
            case .string: .string(node.text)
            case .array: .array(node.elements.map { RandomValue($0) })
            case .object: .object(node.members.map { Member(name: $0.name.text, value: RandomValue($0.value)) })
            }
    }

    static func make(depth: Int, using random: inout SplitMix64) -> RandomValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2:
            return .number(
                ["0", "-0", "12.50", "1e5", "-3E-7", "12345678901234567890"].randomElement(using: &random) ?? "0"
            )
        case 3, 4: return .string(text(using: &random))
        case 5, 6:
            return .array(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in make(depth: depth - 1, using: &random) }
            )
        default:
            var names: Set<String> = []
            let members = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                Member(name: text(using: &random), value: make(depth: depth - 1, using: &random))
            }
            return .object(members.filter { names.insert($0.name).inserted })
        }
    }

    /// Names must differ by their scalars, not only by their looks, so none that compose are made.
    private static func text(using random: inout SplitMix64) -> String {
        let parts = [
            "a", "b", "\"", "\\", "/", "\n", "\u{1}", "\u{1F}", "é", "ß", "日", "😀", " ", "plain text ", "\u{7F}",
            "\u{2028}",
        ]
        return (0..<Int.random(in: 0...12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
            .joined()
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let text): writer.number(text)
        case .string(let text): writer.string(text)
        case .array(let values):
            writer.beginArray()
            for value in values { value.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// JSON text of the value with white space and escapes where they may be.
    func looseText(using random: inout SplitMix64) -> String {
        let space = ["", "", " ", "\n", "\t\r "].randomElement(using: &random) ?? ""
        switch self {
        case .null: return space + "null" + space
        case .bool(let value): return space + "\(value)" + space
        case .number(let text): return space + text + space
        case .string(let text): return space + Self.looseString(text, using: &random) + space
        case .array(let values):
            return space + "[" + space + values.map { $0.looseText(using: &random) }.joined(separator: ",") + "]"
                + space
        case .object(let members):
            let texts = members.map {
                space + Self.looseString($0.name, using: &random) + space + ":" + $0.value.looseText(using: &random)
            }
            return space + "{" + space + texts.joined(separator: ",") + "}"
        }
    }

    private static func looseString(_ text: String, using random: inout SplitMix64) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "/", Bool.random(using: &random) {
                result += "\\/"
            } else if scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
                || Int.random(in: 0..<4, using: &random) == 0
            {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
