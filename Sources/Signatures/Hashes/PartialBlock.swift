/// Cuts a message that comes in pieces into blocks, and pads the last one (FIPS 180-4, section 5.1).
struct PartialBlock: Sendable {
    private var bytes = InlineArray<128, UInt8>(repeating: 0)
    private var count = 0
    private var messageLength: UInt64 = 0

    /// Hands all whole blocks to `state` and keeps the rest.
    mutating func absorb<State: CompressionFunction>(_ message: UnsafeRawBufferPointer, into state: inout State) {
        guard var next = message.baseAddress, !message.isEmpty else { return }
        var left = message.count
        messageLength += UInt64(left)
        if count > 0 {
            let taken = min(left, State.blockLength - count)
            append(next, taken)
            next += taken
            left -= taken
            guard count == State.blockLength else { return }
            flush(into: &state)
        }
        let blocks = left / State.blockLength
        if blocks > 0 {
            state.compress(next, count: blocks)
            next += blocks * State.blockLength
            left -= blocks * State.blockLength
        }
        append(next, left)
    }

    /// Appends the bit 1, zeros and the length, so that `state` holds the digest.
    mutating func pad<State: CompressionFunction>(into state: inout State) {
        let bits = messageLength << 3
        bytes[count] = 0x80
        count += 1
        if count > State.blockLength - State.lengthFieldLength {
            zero(upTo: State.blockLength)
            flush(into: &state)
        }
        // The upper half of SHA-512's 128-bit length stays zero: messages end before 2^61 bytes.
        zero(upTo: State.blockLength - 8)
        for place in 0..<8 {
            bytes[State.blockLength - 8 + place] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * place))
        }
        flush(into: &state)
    }

    private mutating func append(_ source: UnsafeRawPointer, _ length: Int) {
        guard length > 0 else { return }
        let start = count
        withUnsafeMutableBytes(of: &bytes) { buffer in
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<(start + length)])
            target.copyMemory(from: UnsafeRawBufferPointer(start: source, count: length))
        }
        count += length
    }

    private mutating func zero(upTo end: Int) {
        while count < end {
            bytes[count] = 0
            count += 1
        }
    }

    private mutating func flush<State: CompressionFunction>(into state: inout State) {
        withUnsafeBytes(of: bytes) { buffer in
            guard let start = buffer.baseAddress else { return }
            state.compress(start, count: 1)
        }
        count = 0
    }
}
