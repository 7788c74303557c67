/// The grammar of RFC 8259, rule for rule, as slowly as it stands there; without a limit of depth.
struct ReferenceRecogniser {
    private let scalars: [UInt32]
    private var position = 0

    static func accepts(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        var recogniser = ReferenceRecogniser(scalars: text.unicodeScalars.map(\.value))
        _ = recogniser.skip { $0 == 0xFEFF }
        return recogniser.element() && recogniser.position == recogniser.scalars.count
    }

    private init(scalars: [UInt32]) {
        self.scalars = scalars
    }

    private mutating func skip(_ isWanted: (UInt32) -> Bool) -> Bool {
        guard position < scalars.count, isWanted(scalars[position]) else { return false }
        position += 1
        return true
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skip { $0 == character.value }
    }

    private mutating func word(_ text: String) -> Bool {
        for scalar in text.unicodeScalars { guard skip(scalar) else { return false } }
        return true
    }

    private mutating func space() {
        while skip({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {}
    }

    private mutating func element() -> Bool {
        space()
        guard value() else { return false }
        space()
        return true
    }

    private mutating func value() -> Bool {
        guard position < scalars.count else { return false }
        switch Unicode.Scalar(scalars[position]) {
        case "{": return list(open: "{", close: "}") { $0.member() }
        case "[": return list(open: "[", close: "]") { $0.element() }
        case "\"": return string()
        case "t": return word("true")
        case "f": return word("false")
        case "n": return word("null")
        default: return number()
        }
    }

    private mutating func list(
        open: Unicode.Scalar,
        close: Unicode.Scalar,
        item: (inout ReferenceRecogniser) -> Bool
    ) -> Bool {
        guard skip(open) else { return false }
        space()
        if skip(close) { return true }
        repeat { guard item(&self) else { return false } } while skip(",")
        return skip(close)
    }

    private mutating func member() -> Bool {
        space()
        guard string() else { return false }
        space()
        return skip(":") && element()
    }

    private mutating func string() -> Bool {
        guard skip("\"") else { return false }
        while true {
            if skip("\"") { return true }
            if skip("\\") {
                if skip("u") {
                    for _ in 0..<4 { guard skip(Self.isHexadecimal) else { return false } }
                } else {
                    guard skip({ "\"\\/bfnrt".unicodeScalars.map(\.value).contains($0) }) else { return false }
                }
            } else {
                guard skip({ $0 >= 0x20 }) else { return false }
            }
        }
    }

    private mutating func number() -> Bool {
        _ = skip("-")
        if !skip("0") { guard digits() else { return false } }
        if skip(".") { guard digits() else { return false } }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            guard digits() else { return false }
        }
        return true
    }

    private mutating func digits() -> Bool {
        guard skip(Self.isDigit) else { return false }
        while skip(Self.isDigit) {}
        return true
    }

    private static func isDigit(_ value: UInt32) -> Bool {
        (0x30...0x39).contains(value)
    }

    private static func isHexadecimal(_ value: UInt32) -> Bool {
        isDigit(value) || (0x41...0x46).contains(value) || (0x61...0x66).contains(value)
    }
}
