/// A run of neighbouring elements in a buffer, as plain bits: the library's `Range` is not known to be that.
struct BufferRange: BitwiseCopyable {
    let start: Int
    let end: Int

    init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    var range: Range<Int> { start..<end }
}
