/// A run of neighbouring entries in one of a program's tables.
struct TableRange: Equatable, Sendable {
    let first: Int32
    let count: Int32

    init(first: Int, count: Int) {
        self.first = Int32(first)
        self.count = Int32(count)
    }

    var indices: Range<Int> { Int(first)..<Int(first) + Int(count) }
}
