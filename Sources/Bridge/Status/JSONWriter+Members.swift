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
}
