/// Where one field stands in its head, in bytes from the head's start.
struct FieldSlot: Equatable, Sendable {
    let nameStart: Int32
    let nameEnd: Int32
    let valueStart: Int32
    let valueEnd: Int32
}
