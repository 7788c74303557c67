import Domain
import Testing

@testable import Forwarding

struct CurlAnswerTests {
    private func answer(headLines: [String] = [], parts: [Int] = []) -> CurlAnswer {
        var answer = CurlAnswer()
        for line in headLines {
            Array((line + "\r\n").utf8).withUnsafeBytes { answer.take(headLine: $0) }
        }
        for (index, length) in parts.enumerated() {
            [UInt8](repeating: UInt8(index), count: length).withUnsafeBytes { answer.take($0) }
        }
        return answer
    }

    @Test func `an answer has begun with its first line`() {
        #expect(!answer().hasBegun)
        #expect(answer(headLines: ["HTTP/1.1 200 OK"]).hasBegun)
    }

    @Test func `a head has ended with its empty line, and not before`() {
        #expect(!answer().headEnded)
        #expect(!answer(headLines: ["HTTP/1.1 200 OK", "A: b"]).headEnded)
        #expect(answer(headLines: ["HTTP/1.1 200 OK", "A: b", ""]).headEnded)
    }

    @Test func `the head after an interim answer's has to end, too`() {
        let interim = ["HTTP/1.1 103 Early Hints", "Link: x", ""]
        #expect(!answer(headLines: interim + ["HTTP/1.1 200 OK", "A: b"]).headEnded)
        #expect(answer(headLines: interim + ["HTTP/1.1 200 OK", "A: b", ""]).headEnded)
    }

    @Test func `trailers are no new head`() {
        #expect(answer(headLines: ["HTTP/1.1 200 OK", "", "X-Trailer: HTTP/1.1"]).headEnded)
    }

    @Test(arguments: [1, 2_047, 2_048, 2_049])
    func `of a body in parts the beginning is kept`(first: Int) {
        let body = [UInt8](repeating: 0, count: first) + [UInt8](repeating: 1, count: 100)
        #expect(answer(parts: [first, 100]).body == Array(body.prefix(Attempt.answerLimit)))
    }

    @Test func `an answer is long when more than 64 KiB of its body came`() {
        #expect(!answer(parts: [65_000, 536]).isLong)
        #expect(answer(parts: [65_000, 537]).isLong)
    }
}
