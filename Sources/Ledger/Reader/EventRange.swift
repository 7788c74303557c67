/// A range of event ids, both ends included.
struct EventRange {
    static let all = EventRange(from: 0, to: .max)

    var from: Int64
    var to: Int64
}
