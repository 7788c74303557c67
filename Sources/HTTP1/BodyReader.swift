/// Gathers the body of one request, or drops it when it was refused.
struct BodyReader {
    private enum Coding {
        case length(remaining: Int)
        case chunked(ChunkedDecoder)
    }

    private var coding: Coding
    private let keeps: Bool
    /// What has come so far, if it is kept.
    private(set) var body: [UInt8] = []

    /// The most that is set aside for a body on the word of its Content-Length alone.
    private static let trustedLength = 16 << 10

    /// - Parameter keeps: false to read past a body that nobody wants.
    init(_ framing: BodyFraming, keeps: Bool) {
        self.keeps = keeps
        switch framing {
        case .none: coding = .length(remaining: 0)
        case .length(let length): coding = .length(remaining: length)
        case .chunked: coding = .chunked(ChunkedDecoder())
        }
    }

    /// Reads on.
    ///
    /// - Parameter limit: the most bytes of body in all.
    /// - Returns: whether the body is complete.
    mutating func read(
        _ input: inout InputCursor,
        limit: Int,
        limits: HTTPLimits
    ) throws(RequestRefusal) -> Bool {
        switch coding {
        case .length(let remaining):
            guard remaining <= limit else { throw .contentTooLarge }
            let bytes = UnsafeBufferPointer(rebasing: input.rest.prefix(remaining))
            if keeps {
                if body.isEmpty, bytes.count < remaining { body.reserveCapacity(min(remaining, Self.trustedLength)) }
                body.append(contentsOf: bytes)
            }
            input.skip(bytes.count)
            coding = .length(remaining: remaining - bytes.count)
            return bytes.count == remaining
        case .chunked(var decoder):
            let keeps = keeps
            defer { coding = .chunked(decoder) }
            return try decoder.read(&input, limit: limit, limits: limits) { bytes in
                if keeps { body.append(contentsOf: bytes) }
            }
        }
    }

    /// The bytes of the body so far; its memory is at most twice that.
    var heldBytes: Int { body.count }

    /// Hands the body over.
    mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }
}
