/// Takes the chunked coding off a body (RFC 9112, section 7.1).
///
/// Extensions are checked and dropped, trailers too: nothing here asks for them, and merging them into the head would
/// let a sender change what was decided already (RFC 9110, section 6.5.1).
struct ChunkedDecoder {
    private enum Phase {
        case size
        case data(remaining: Int)
        case dataEnd
        case trailers
        case complete
    }

    private var phase = Phase.size
    private var overhead = 0
    private var total = 0
    private var trailerBytes = 0
    private var trailerCount = 0

    /// Reads on.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of data in all.
    ///   - take: is given the data piece by piece.
    /// - Returns: whether the body, trailers included, is complete.
    mutating func read(
        _ input: inout InputCursor,
        limit: Int,
        limits: HTTPLimits,
        take: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(RequestRefusal) -> Bool {
        while true {
            switch phase {
            case .size:
                guard let size = try readSize(&input) else { return false }
                total += size
                guard total <= limit else { throw .contentTooLarge }
                phase = size == 0 ? .trailers : .data(remaining: size)
            case .data(let remaining):
                let bytes = UnsafeBufferPointer(rebasing: input.rest.prefix(remaining))
                guard !bytes.isEmpty else { return false }
                take(bytes)
                input.skip(bytes.count)
                phase = bytes.count == remaining ? .dataEnd : .data(remaining: remaining - bytes.count)
            case .dataEnd:
                let bytes = input.rest
                if let first = bytes.first, first != .carriageReturn { throw .chunkNotTerminated }
                guard bytes.count >= 2 else { return false }
                guard bytes[1] == .lineFeed else { throw .chunkNotTerminated }
                input.skip(2)
                phase = .size
            case .trailers:
                guard try readTrailers(&input, limits) else { return false }
                phase = .complete
            case .complete: return true
            }
        }
    }

    /// The size from a whole line `size [; extensions] CR LF`; nil when the line is not all there.
    private mutating func readSize(_ input: inout InputCursor) throws(RequestRefusal) -> Int? {
        let bytes = input.rest
        var digits = 0
        var size = 0
        while digits < bytes.count, let value = bytes[digits].hexValue {
            // Fifteen digits never overflow; more are a trick on readers that wrap around (RFC 9112, section 7.1).
            guard digits < 15 else { throw .invalidChunkSize }
            size = size << 4 | Int(value)
            digits += 1
        }
        guard digits < bytes.count else { return nil }
        guard digits > 0 else { throw bytes[0] == .lineFeed ? .bareLineFeed : .invalidChunkSize }
        guard let end = input.firstOffset(of: .lineFeed, from: digits) else {
            guard bytes.count <= HTTPLimits.chunkLine else { throw .chunkOverhead }
            try checkExtensions(UnsafeBufferPointer(rebasing: bytes[digits...]), isWhole: false)
            return nil
        }
        guard bytes[end - 1] == .carriageReturn else { throw .bareLineFeed }
        guard end < HTTPLimits.chunkLine else { throw .chunkOverhead }
        try checkExtensions(UnsafeBufferPointer(rebasing: bytes[digits..<(end - 1)]), isWhole: true)
        // Tiny chunks with long extensions would make this server read many times what the limit of the body says.
        overhead = max(0, overhead + end + 3 - 16 - 2 * min(size, 1 << 20))
        guard overhead <= HTTPLimits.chunkOverhead else { throw .chunkOverhead }
        input.skip(end + 1)
        return size
    }

    /// Blanks may stand before the semicolon only (RFC 9112, section 7.1.1).
    private func checkExtensions(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) throws(RequestRefusal) {
        guard let first = bytes.firstIndex(where: { !$0.isBlank }) else {
            guard isWhole, !bytes.isEmpty else { return }
            throw .invalidChunkSize
        }
        // The last byte of a line that is not all there may be the CR of its end.
        if !isWhole, bytes[first] == .carriageReturn, bytes.count == first + 1, first == 0 { return }
        guard bytes[first] == .semicolon else { throw .invalidChunkSize }
        for index in first..<bytes.count where bytes[index] < .space || bytes[index] == 0x7F {
            if bytes[index] == .tab { continue }
            if bytes[index] == .carriageReturn {
                if !isWhole, index == bytes.count - 1 { continue }
                throw .bareCarriageReturn
            }
            throw .invalidChunkSize
        }
    }

    private mutating func readTrailers(
        _ input: inout InputCursor,
        _ limits: HTTPLimits
    ) throws(RequestRefusal) -> Bool {
        while true {
            let bytes = input.rest
            guard let lineFeed = input.firstOffset(of: .lineFeed, from: 0) else {
                guard trailerBytes + bytes.count <= limits.headerBytes else { throw .trailersTooLarge }
                guard let carriageReturn = bytes.firstIndex(of: .carriageReturn), carriageReturn < bytes.count - 1
                else {
                    return false
                }
                throw .bareCarriageReturn
            }
            guard lineFeed > 0, bytes[lineFeed - 1] == .carriageReturn else {
                throw bytes[..<lineFeed].contains(.carriageReturn) ? .bareCarriageReturn : .bareLineFeed
            }
            trailerBytes += lineFeed + 1
            trailerCount += 1
            guard trailerBytes <= limits.headerBytes, trailerCount <= limits.headerCount + 1 else {
                throw .trailersTooLarge
            }
            if lineFeed > 1 { _ = try FieldLine.read(bytes, 0..<(lineFeed - 1)) }
            input.skip(lineFeed + 1)
            if lineFeed == 1 { return true }
        }
    }
}
