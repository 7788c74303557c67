import Testing

@testable import Intake

struct ByteSearchTests {
    @Test(
        arguments: [
            ("ab", "abcab", [0, 3]), ("aa", "aaaa", [0, 2]), ("x", "abc", []), ("", "abc", []), ("abc", "ab", []),
            ("bc", "abc", [1]), ("abc", "abc", [0]),
        ]
    )
    func `bytes are found where they begin`(needle: String, bytes: String, offsets: [Int]) {
        #expect(ByteSearch.offsets(of: Array(needle.utf8), in: Array(bytes.utf8)) == offsets)
    }
}
