// modules: Signatures

import Signatures

/// Checks a request made of any bytes: nobody who does not know the secret gets in, and what is decoded is encoded again.
///
/// The first byte chooses the rule; lines are the headers' values, the rest is the body.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let parts = bytes.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false).map(Array.init)
    let request = Request(parts)
    for rule in rules(data[0]) {
        let rules = VerifyRules(all: [rule])
        let secrets = SecretValues(resolving: rules.references) { _ in Array("c2VjcmV0IGtleSBvZiBvdXJz".utf8) }
        let outcome = Verifier(rules, secrets: secrets).check(request, now: 1_700_000_000_000_000)
        guard case .refused = outcome else { preconditionFailure("nobody was to get in: \(outcome)") }
    }
    decode(bytes)
    hash(bytes, cut: Int(data[0]))
    _ = try? SignedText(String(decoding: bytes, as: UTF8.self))
    _ = try? SecretReference(String(decoding: bytes, as: UTF8.self))
    return 0
}

private func rules(_ choice: UInt8) -> [VerifyRule] {
    let secret = SecretChoice([.environment("A"), .environment("B")])
    guard let header = HeaderName("webhook-signature"), let time = HeaderName("webhook-timestamp") else {
        preconditionFailure("these are tokens")
    }
    switch choice % 6 {
    case 0: return [.signature(.stripe(secret)), .signature(.standardWebhooks(secret))]
    case 1: return [.bearer(secret), .basic(user: .name("hook"), password: secret)]
    case 2: return [.token(secret), .header(header, secret), .body(path: "$", secret)]
    default: break
    }
    let algorithm = SignatureAlgorithm.allCases[Int(choice) % 3]
    let encoding = SignatureEncoding.allCases[Int(choice) / 3 % 3]
    let plain = try? SignatureRule(
        secret: secret,
        header: header,
        algorithm: algorithm,
        encoding: encoding,
        prefix: "sha256="
    )
    let timed = try? SignatureRule(
        secret: secret,
        secretEncoding: .base64,
        header: header,
        algorithm: algorithm,
        encoding: encoding,
        signaturePart: choice > 100 ? "v1" : nil,
        signed: SignedText("{timestamp}:{body}"),
        timestamp: choice > 200 ? .part("t") : .header(time)
    )
    return [plain, timed].compactMap { $0 }.map { .signature($0) }
}

private func decode(_ bytes: [UInt8]) {
    if let decoded = Base64.bytes(bytes) { precondition(Array(Base64.text(decoded).utf8) == bytes) }
    if let decoded = Base64.bytes(bytes, reading: .lenient) {
        precondition(Base64.bytes(Base64.text(decoded)) == decoded)
    }
    if let decoded = Hex.bytes(bytes) {
        precondition(Hex.text(decoded) == String(decoding: bytes, as: UTF8.self).lowercased())
    }
    precondition(Base64.bytes(Base64.text(bytes)) == bytes)
    precondition(Hex.bytes(Hex.text(bytes)) == bytes)
}

private func hash(_ bytes: [UInt8], cut: Int) {
    let cut = min(cut, bytes.count)
    func check<Function: HashFunction>(_ function: Function.Type) {
        var pieces = function.init()
        pieces.update(Array(bytes[..<cut]))
        pieces.update(Array(bytes[cut...]))
        precondition(pieces.finish() == function.hash(bytes))
    }
    check(SHA256.self)
    check(SHA1.self)
    check(SHA512.self)
}

private struct Request: VerifiableRequest {
    let parts: [[UInt8]]

    init(_ parts: [[UInt8]]) {
        self.parts = parts
    }

    var pathToken: [UInt8]? { parts.first }
    var rawBody: [UInt8] { parts.count > 3 ? parts[3] : [] }

    func queryValues(named name: String) -> [[UInt8]] { Array(parts.dropFirst().prefix(2)) }

    func headerValues(named name: String) -> [[UInt8]] {
        switch name {
        case "webhook-timestamp": Array(parts.dropFirst().prefix(1))
        case "webhook-id": Array(parts.dropFirst(2).prefix(1))
        default: Array(parts.prefix(1))
        }
    }

    func bodyText(at path: String) -> [UInt8]? { parts.last }
}
