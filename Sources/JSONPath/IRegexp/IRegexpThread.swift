/// One way to match that is being followed.
struct IRegexpThread: Sendable {
    /// The instruction that it has come to.
    var instruction: Int32
    /// UTF-8 offset where its match began.
    let start: Int32
    /// UTF-8 offset where the first group began; -1 where it has not been.
    var groupStart: Int32
    /// UTF-8 offset where the first group ended; -1 where it has not.
    var groupEnd: Int32
}
