import Testing

@testable import Signatures

struct SignatureHeaderTests {
    private func header(_ values: String...) -> SignatureHeader {
        SignatureHeader(values.map { Array($0.utf8) })
    }

    private func texts(_ slices: [ArraySlice<UInt8>]) -> [String] {
        slices.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("t=1,v1=a", ["a"]), ("t=1,v1=a,v1=b,v0=c", ["a", "b"]), (" v1 = a , v1=b ", ["a", "b"]), ("v1=", [""]),
        ("v1=a=b=", ["a=b="]), ("v1", []), ("", []), (",,=,", []), ("V1=a", []), ("xv1=a", []),
        ("v1=a v1=b", ["a v1=b"]),
    ])
    func `parts are found by their name`(value: String, expected: [String]) {
        #expect(texts(header(value).parts(named: "v1")) == expected)
    }

    @Test(arguments: [
        ("", "abc", ["abc"]), ("", "a b,c", ["a", "b", "c"]), ("", "  a ,, b  ", ["a", "b"]), ("", "", []),
        ("", " , ", []), ("sha256=", "sha256=ab", ["ab"]), ("sha256=", "ab", []), ("sha256=", "SHA256=ab", []),
        ("sha256=", "sha1=00,sha256=ab", ["ab"]), ("v1,", "v1,a v1,b", ["a", "b"]), ("v1,", "v1a,x v1,a v2,y", ["a"]),
        ("v1,", "v1,", [""]), ("v1,", "v1", []), ("v1,", "v1,a,v1,b", ["a", "b"]),
    ])
    func `signatures stand apart by spaces or commas, behind their prefix`(
        prefix: String,
        value: String,
        expected: [String]
    ) {
        #expect(texts(header(value).signatures(prefix: prefix)) == expected)
    }

    @Test func `several lines are one list`() {
        #expect(texts(header("v1,a", "v1,b").signatures(prefix: "v1,")) == ["a", "b"])
        #expect(texts(header("t=1", "v1=a").parts(named: "v1")) == ["a"])
    }
}
