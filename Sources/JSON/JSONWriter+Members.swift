extension JSONWriter {
    /// Writes a member that is a text; nil is written as null.
    package mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        if let text { string(text) } else { null() }
    }

    /// Writes a member that is a whole number; nil is written as null.
    package mutating func member(_ name: String, _ number: Int?) {
        self.name(name)
        if let number { self.number(number) } else { null() }
    }
}
