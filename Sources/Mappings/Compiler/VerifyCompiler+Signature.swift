internal import Domain
import JSON
import Signatures

extension VerifyCompiler {
    static let signatureKeys = [
        "secret", "header", "algorithm", "encoding", "prefix", "signed", "timestamp", "id", "tolerance",
        "secretEncoding",
        "signaturePart",
    ]

    /// Reads the key `hmac`.
    mutating func signatureRule(_ node: JSONNode) -> SignatureRule? {
        guard let reader = ObjectReader(node, "'hmac' in 'verify'", keys: Self.signatureKeys, &bag) else { return nil }
        let errorsBefore = bag.errorCount
        let secret = reader.required("secret", "the key of the signature, as env:NAME or file:PATH", &bag)
            .flatMap { self.secret($0) }
        let header = reader.required("header", "the header with the signature", &bag).flatMap { headerName($0) }
        let algorithm = reader.word("algorithm", among: SignatureAlgorithm.allCases.map(\.rawValue), &bag)
        let encoding = reader.word("encoding", among: SignatureEncoding.allCases.map(\.rawValue), &bag)
        let secretEncoding = reader.word("secretEncoding", among: SecretEncoding.allCases.map(\.rawValue), &bag)
        let prefix = reader.string("prefix", &bag)
        let signaturePart = reader.string("signaturePart", &bag)
        let signed = reader.value("signed", .string, &bag).flatMap { self.signedText($0) }
        let timestamp = reader["timestamp"].flatMap { place($0, of: "timestamp") }
        let id = reader["id"].flatMap { place($0, of: "id") }
        let tolerance = reader.interval("tolerance", suchAs: "5m", &bag)
        guard bag.errorCount == errorsBefore, let secret, let header else { return nil }
        do throws(SignatureRuleError) {
            let rule = try SignatureRule(
                secret: secret,
                secretEncoding: secretEncoding.flatMap { SecretEncoding(rawValue: $0) } ?? .text,
                header: header,
                algorithm: algorithm.flatMap { SignatureAlgorithm(rawValue: $0) } ?? .sha256,
                encoding: encoding.flatMap { SignatureEncoding(rawValue: $0) } ?? .hex,
                prefix: prefix ?? "",
                signaturePart: signaturePart,
                signed: signed ?? .body,
                timestamp: timestamp,
                id: id,
                tolerance: tolerance?.microseconds
            )
            warn(of: rule.oversights, at: reader)
            return rule
        } catch {
            bag.error(.invalidVerify, at: place(of: error, reader), "\(error)")
            return nil
        }
    }

    private mutating func warn(of oversights: [SignatureRule.Oversight], at reader: ObjectReader) {
        let node = reader["signed"] ?? reader.node
        for oversight in oversights {
            switch oversight {
            case .bodyNotSigned:
                bag.warning(.invalidVerify, at: node, "'signed' leaves out {body}: anyone may change it unseen")
            case .timestampNotSigned:
                bag.warning(
                    .invalidVerify,
                    at: node,
                    "'signed' leaves out {timestamp}: an old request can be sent again with a new time"
                )
            }
        }
    }

    private func place(of error: SignatureRuleError, _ reader: ObjectReader) -> JSONNode {
        switch error {
        case .timestampNowhere, .idNowhere, .nothingSigned: reader["signed"] ?? reader.node
        case .toleranceWithoutTimestamp: reader["tolerance"] ?? reader.node
        }
    }

    private mutating func signedText(_ node: JSONNode) -> SignedText? {
        do throws(SignedTextError) {
            return try SignedText(node.text)
        } catch {
            let range = error.offset..<error.offset + error.length
            bag.error(.invalidVerify, at: node, decodedRange: range, "\(error)")
            return nil
        }
    }

    /// Reads `{ "header": NAME }` or `{ "part": NAME }`.
    private mutating func place(_ node: JSONNode, of key: String) -> SignaturePlace? {
        guard let reader = ObjectReader(node, "'\(key)' in 'hmac'", keys: ["header", "part"], &bag) else { return nil }
        if let header = reader["header"], reader["part"] == nil {
            return headerName(header).map { .header($0) }
        }
        if reader["part"] != nil, reader["header"] == nil {
            return reader.string("part", &bag).map { .part($0) }
        }
        bag.error(
            .invalidVerify,
            at: node,
            "'\(key)' in 'hmac' has either \"header\", with the header's name, or \"part\", with a name in the signature's header"
        )
        return nil
    }
}
