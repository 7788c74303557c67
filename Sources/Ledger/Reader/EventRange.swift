/// A range of event ids, both ends included.
struct EventRange {
    var from: Int64
    var to: Int64
}
