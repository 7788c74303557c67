@testable import Signatures
import Testing

struct SecretReferenceTests {
    @Test(arguments: [
        ("env:INVOLVE_ME_TOKEN", SecretReference.environment("INVOLVE_ME_TOKEN")), ("env:_x9", .environment("_x9")),
        ("file:/run/secrets/stripe", .file("/run/secrets/stripe")), ("file:secret.txt", .file("secret.txt")),
        ("file:env:x", .file("env:x")),
    ])
    func `a reference is read and written`(text: String, reference: SecretReference) throws {
        #expect(try SecretReference(text) == reference)
        #expect(reference.description == text)
    }

    @Test(arguments: [
        ("hunter2", SecretReferenceError.noReference), ("", .noReference), ("ENV:X", .noReference),
        (" env:X", .noReference), ("env:", .notAVariable), ("env:9A", .notAVariable), ("env:A-B", .notAVariable),
        ("env:A B", .notAVariable), ("env:Ä", .notAVariable), ("file:", .noPath), ("file:a\u{0}b", .noPath),
    ])
    func `what is no reference is refused without being repeated`(text: String, expected: SecretReferenceError) {
        let error = #expect(throws: SecretReferenceError.self) { try SecretReference(text) }
        #expect(error == expected)
        if text == "hunter2" { #expect(error?.description.contains("hunter2") == false) }
    }
}

struct SecretTests {
    private static func values(_ secrets: [SecretReference: String]) -> SecretValues {
        SecretValues(resolving: secrets.keys) { secrets[$0].map { Array($0.utf8) } }
    }

    @Test func `a secret shows nowhere`() {
        let values = Self.values([.environment("KEY"): "hunter2hunter2"])
        let verifier = Verifier(VerifyRules(all: [.token(SecretChoice(.environment("KEY")))]), secrets: values)
        var dumped = ""
        dump(values, to: &dumped)
        dump(verifier, to: &dumped)
        let bytes = Array("hunter2".utf8).map(String.init).joined(separator: ", ")
        for text in [dumped, "\(values)", "\(verifier)", String(reflecting: values), String(reflecting: verifier)] {
            #expect(!text.contains("hunter2"))
            #expect(!text.contains(bytes))
        }
        #expect(dumped.contains("(secret)"))
    }

    @Test func `the key of a signature shows nowhere`() throws {
        let rule = SignatureRule.stripe(SecretChoice(.environment("KEY")))
        let values = Self.values([.environment("KEY"): "hunter2hunter2"])
        let verifier = Verifier(VerifyRules(all: [.signature(rule)]), secrets: values)
        var dumped = ""
        dump(verifier, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(dumped.contains("(secret)"))
    }

    @Test(arguments: [("s3cret\n", true), ("s3cret\r\n", true), ("s3cret\n\n", true), ("s3cret ", false)])
    func `line ends at the end of a file do not count`(content: String, holds: Bool) {
        let values = Self.values([.file("/s"): content])
        let verifier = Verifier(VerifyRules(all: [.token(SecretChoice(.file("/s")))]), secrets: values)
        let outcome = verifier.check(RequestInTest(pathToken: "s3cret"), now: 0)
        #expect((outcome == .authentic) == holds)
    }

    @Test func `a variable counts as it is`() {
        let values = Self.values([.environment("A"): "s3cret\n"])
        let verifier = Verifier(VerifyRules(all: [.token(SecretChoice(.environment("A")))]), secrets: values)
        #expect(verifier.check(RequestInTest(pathToken: "s3cret\n"), now: 0) == .authentic)
    }

    @Test func `each reference is looked up once`() {
        var asked: [SecretReference] = []
        let references: [SecretReference] = [.environment("A"), .file("b"), .environment("A")]
        _ = SecretValues(resolving: references) { reference in
            asked.append(reference)
            return [1]
        }
        #expect(asked == [.environment("A"), .file("b")])
    }
}
