internal import Glibc

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are those of the text, in UTF-8.
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        guard let baseAddress else { return true }
        return memcmp(baseAddress, text.utf8Start, count) == 0
    }
}
