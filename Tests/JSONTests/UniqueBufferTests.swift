import Testing

@testable import JSON

struct UniqueBufferTests {
    @Test func `it keeps what is appended while it grows`() {
        var buffer = UniqueBuffer<UInt32>(capacity: 1)
        for number in 0..<1_000 as Range<UInt32> { buffer.append(number) }
        #expect(buffer.contents == Array(0..<1_000))
        let capacity = buffer.capacity
        #expect(capacity >= 1_000)
    }

    @Test func `pieces of any length come one behind another`() {
        var buffer = UniqueBuffer<UInt8>(capacity: 1)
        var expected: [UInt8] = []
        for length in [0, 1, 2, 0, 63, 200] {
            let piece = (0..<length).map { UInt8($0) }
            buffer.append(piece)
            expected += piece
        }
        buffer.append("é")
        buffer.append("null" as StaticString)
        expected += Array("énull".utf8)
        #expect(buffer.contents == expected)
        #expect(Array(buffer[1..<4]) == Array(expected[1..<4]))
    }

    @Test(arguments: [0, 7, -7, 10, 1_234_567_890, .max, .min])
    func `a number is written as it is read`(number: Int) {
        var buffer = UniqueBuffer<UInt8>()
        buffer.append(decimal: number)
        #expect(String(decoding: buffer.contents, as: UTF8.self) == String(number))
    }

    @Test func `what is cut off or dropped is gone, and the memory stays`() {
        var buffer = UniqueBuffer<UInt8>(capacity: 8)
        buffer.append(Array("abcdef".utf8))
        buffer.truncate(to: 2)
        buffer.append(UInt8(ascii: "z"))
        #expect(String(decoding: buffer.contents, as: UTF8.self) == "abz")
        buffer.removeAll()
        let (isEmpty, capacity) = (buffer.isEmpty, buffer.capacity)
        #expect(isEmpty)
        #expect(capacity == 8)
    }

    @Test func `an element goes in anywhere, and the others keep their order`() {
        var buffer = UniqueBuffer<Int>(capacity: 1)
        buffer.insert(2, at: 0)
        buffer.insert(0, at: 0)
        buffer.insert(1, at: 1)
        buffer.insert(3, at: 3)
        #expect(buffer.contents == [0, 1, 2, 3])
        buffer[0] = 9
        buffer.sort { $0 < $1 }
        #expect(buffer.contents == [1, 2, 3, 9])
    }
}
