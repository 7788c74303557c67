internal import Domain

/// What has come of an answer so far, as libcurl tells of it: the head line by line, the body in parts.
///
/// A value of its own, so that libcurl's callbacks, eight times a request, reach it without counting references.
struct CurlAnswer {
    /// How much of an answer is read past what is kept, so that its connection can be used again.
    private static let drainLimit = 65_536

    /// The first `Attempt.answerLimit` bytes of the body.
    private(set) var body: [UInt8] = []
    /// Whether any of it came: until then libcurl may still tell the status and the fields of the answer before.
    private(set) var hasBegun = false
    /// libcurl takes a head that broke off for a whole answer; only its empty last line tells.
    private(set) var headEnded = false
    private var received = 0

    /// Whether the rest is not worth reading.
    var isLong: Bool { received > Self.drainLimit }

    /// Sees one line of a head, of trailers, or of an interim answer's head, its end included.
    mutating func take(headLine line: UnsafeRawBufferPointer) {
        hasBegun = true
        if line.count <= 2 {
            headEnded = true
        } else if headEnded, line.starts(with: "HTTP/".utf8) {
            headEnded = false
        }
    }

    /// Keeps what belongs to the beginning of the body.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        let room = Attempt.answerLimit - body.count
        if room > 0 { body.append(contentsOf: bytes.prefix(room)) }
        received += bytes.count
    }
}
