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
            if keeps { keep(bytes, atMost: remaining) }
            input.skip(bytes.count)
            coding = .length(remaining: remaining - bytes.count)
            return bytes.count == remaining
        case .chunked(var decoder):
            let keeps = keeps
            defer { coding = .chunked(decoder) }
            return try decoder.read(&input, limit: limit, limits: limits) { bytes in
                if keeps { keep(bytes, atMost: limit - body.count) }
            }
        }
    }

    /// The memory that the body takes so far.
    var heldBytes: Int { body.capacity }

    /// The most bytes to read at once: little of what a client sends ahead comes in with the body's end.
    var wantedBytes: Int {
        switch coding {
        case .length(let remaining): min(remaining + Self.bytesAhead, Self.readBytes)
        case .chunked: Self.chunkedReadBytes
        }
    }

    private static let readBytes = 64 << 10
    private static let chunkedReadBytes = 16 << 10
    private static let bytesAhead = 4 << 10

    /// Adds to the body; its room at least doubles when it has to grow, but never passes what the body can come to.
    ///
    /// - Parameter most: how many bytes the body may still grow by.
    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, atMost most: Int) {
        let needed = body.count + bytes.count
        if needed > body.capacity {
            body.reserveCapacity(min(max(needed, 2 * body.capacity), body.count + most))
        }
        body.append(contentsOf: bytes)
    }

    /// Hands the body over.
    mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }
}
