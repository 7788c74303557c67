internal import Domain
internal import JSON

extension JSONWriter {
    /// Writes a member; nil is written as null.
    mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        if let text { string(text) } else { null() }
    }

    mutating func member(_ name: String, _ number: Int?) {
        self.name(name)
        if let number { self.number(String(number)) } else { null() }
    }

    mutating func member(_ name: String, _ time: Timestamp?) {
        member(name, time?.text)
    }

    /// Writes bytes as a text, those that are not UTF-8 replaced by U+FFFD; nil is written as null.
    mutating func member(_ name: String, _ bytes: [UInt8]?) {
        member(name, bytes.map { String(decoding: $0, as: UTF8.self) })
    }
}
