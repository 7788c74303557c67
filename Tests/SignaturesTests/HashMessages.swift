/// Messages for the hashes, the same in every implementation that made the expected digests.
enum HashMessages {
    /// 0, 7, 14 and so on, modulo 256.
    static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    }
}
