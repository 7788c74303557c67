import Testing

@testable import Bridge

struct ByteSizeTests {
    static let sizes: [(String, Int)] = [
        ("0", 0), ("512", 512), ("512B", 512), ("16KiB", 16_384), ("1MiB", 1_048_576), ("2GiB", 2_147_483_648),
        ("1kB", 1_000), ("1KB", 1_000), ("3MB", 3_000_000), ("1GB", 1_000_000_000),
    ]

    @Test(arguments: sizes)
    func `a size is a number and a unit`(text: String, bytes: Int) {
        #expect(ByteSize.parse(text) == bytes)
    }

    @Test(arguments: ["", "MiB", "-1", "+1", "1.5MiB", "1 MiB", "1mib", "many", "9223372036854775807KiB", "１MiB"])
    func `what is no size is refused`(text: String) {
        #expect(ByteSize.parse(text) == nil)
    }

    static let texts: [(Int, String)] = [
        (0, "0 B"), (1_023, "1023 B"), (1_024, "1 KiB"), (1_536, "1.5 KiB"), (1_048_576, "1 MiB"),
        (1_610_612_736, "1.5 GiB"), (1 << 50, "1 PiB"), (3 << 59, "1.5 EiB"), (.max, "7.9 EiB"),
    ]

    @Test(arguments: texts)
    func `a size is told in the largest unit that fits`(bytes: Int, text: String) {
        #expect(ByteSize.text(bytes) == text)
    }
}
