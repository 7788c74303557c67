/// One way to match, as far as it has come.
struct IRegexpWay: Sendable {
    /// The instruction that it has come to.
    var instruction: Int32
    /// The UTF-8 offset in the text that it has come to.
    var position: Int32
    /// UTF-8 offset where the first group began; -1 where it has not been.
    var groupStart: Int32
    /// UTF-8 offset where the first group ended; -1 where it has not.
    var groupEnd: Int32
}
