/// The part in which the hashes of FIPS 180-4 differ: a state that swallows whole blocks.
protocol CompressionFunction {
    /// 64 or 128 bytes.
    static var blockLength: Int { get }
    /// Bytes at the end of the last block in which the message's length in bits stands.
    static var lengthFieldLength: Int { get }

    /// Swallows `count` blocks that lie one after another; no alignment is needed.
    mutating func compress(_ blocks: UnsafeRawPointer, count: Int)
}
