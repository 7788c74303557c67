internal import JSON

/// A name and the value that it gets.
///
/// A class, as all that is compiled and gone through for every event: a copy would touch a count for each of its parts.
final class CompiledField: Sendable {
    let name: String
    /// The name's UTF-8.
    let nameBytes: [UInt8]
    /// The name as it stands in a payload, in quotes and with its colon.
    let nameText: [UInt8]
    let value: CompiledValue

    init(name: String, value: CompiledValue) {
        self.name = name
        nameBytes = Array(name.utf8)
        nameText = PayloadBuilder.text(ofName: nameBytes)
        self.value = value
    }
}
