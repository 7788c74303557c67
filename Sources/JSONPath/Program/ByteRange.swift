/// A piece of a program's bytes: a name, a text or a number.
struct ByteRange: Equatable, Sendable {
    let start: Int32
    let count: Int32

    init(start: Int, end: Int) {
        self.start = Int32(start)
        self.count = Int32(end - start)
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}
