/// A name and the value that it gets.
struct CompiledField: Sendable {
    let name: String
    /// The name's UTF-8.
    let nameBytes: [UInt8]
    let value: CompiledValue

    init(name: String, value: CompiledValue) {
        self.name = name
        nameBytes = Array(name.utf8)
        self.value = value
    }
}
