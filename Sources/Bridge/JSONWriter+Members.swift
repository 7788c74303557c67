internal import Domain
internal import JSON

extension JSONWriter {
    /// Writes a member that is a moment; nil is written as null.
    mutating func member(_ name: String, _ time: Timestamp?) {
        member(name, time?.text)
    }

    /// Writes bytes as a text, those that are not UTF-8 replaced by U+FFFD; nil is written as null.
    mutating func member(_ name: String, _ bytes: [UInt8]?) {
        member(name, bytes.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Writes a member that is a warning, or the error that takes its form; nil is written as null.
    mutating func member(_ name: String, _ error: EventWarning?) {
        self.name(name)
        if let error { value(error) } else { null() }
    }

    /// Writes a warning as an object: `field`, `message`.
    mutating func value(_ warning: EventWarning) {
        beginObject()
        member("field", warning.field)
        member("message", warning.message)
        endObject()
    }
}
