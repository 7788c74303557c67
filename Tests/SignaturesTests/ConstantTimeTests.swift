@testable import Signatures
import Testing

struct ConstantTimeTests {
    private static let secret = Array("correct horse battery staple".utf8)

    @Test func `the same bytes are equal`() {
        #expect(ConstantTime.equal(Self.secret, Self.secret))
        #expect(ConstantTime.equal("correct horse battery staple", Self.secret))
        #expect(ConstantTime.equal([], []))
    }

    @Test func `a difference in any one bit is seen`() {
        for index in Self.secret.indices {
            for bit in 0..<8 {
                var other = Self.secret
                other[index] ^= 1 << bit
                #expect(!ConstantTime.equal(other, Self.secret))
            }
        }
    }

    @Test func `another length is never equal`() {
        for length in 0..<Self.secret.count {
            #expect(!ConstantTime.equal(Array(Self.secret.prefix(length)), Self.secret))
            #expect(!ConstantTime.equal(Self.secret, Array(Self.secret.prefix(length))))
        }
        #expect(!ConstantTime.equal(Self.secret + [0], Self.secret))
    }

    @Test func `texts are compared by their bytes, not by what they look like`() {
        #expect(!ConstantTime.equal("e\u{301}", Array("\u{E9}".utf8)))
    }
}
