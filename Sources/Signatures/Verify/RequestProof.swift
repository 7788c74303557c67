/// What a sender adds to a request so that it is let in: the other side of `Verifier`, for demonstrations and tests.
package struct RequestProof: Equatable, Sendable {
    /// The path's segment after the source's name; nil when no rule asks for one.
    package private(set) var token: String?
    /// Names in lower case, and values.
    package private(set) var fields: [Field] = []

    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String
    }

    /// The proof of the first secret of each choice.
    ///
    /// nil when a secret is not there, or when a rule wants it in the body, which is not ours to change.
    ///
    /// - Parameter now: microseconds since 1970, the time of signing.
    package init?(rules: VerifyRules, secrets: SecretValues, body: [UInt8], now: Int64) {
        for rule in rules.rules {
            switch rule {
            case .token(let choice):
                guard let secret = Self.text(choice, secrets) else { return nil }
                token = secret
            case .header(let name, let choice):
                guard let secret = Self.text(choice, secrets) else { return nil }
                add(name, secret)
            case .bearer(let choice):
                guard let secret = Self.text(choice, secrets) else { return nil }
                add(.authorization, "Bearer \(secret)")
            case .basic(let user, let choice):
                guard let name = Self.user(user, secrets), let password = Self.text(choice, secrets) else { return nil }
                add(.authorization, "Basic \(Base64.text(Array("\(name):\(password)".utf8)))")
            case .signature(let rule):
                guard add(rule, secrets, body, now) else { return nil }
            case .body:
                return nil
            }
        }
    }

    private mutating func add(_ name: HeaderName, _ value: String) {
        fields.append(Field(name: name.text, value: value))
    }

    /// Adds a signature, with a timestamp and an id where the rule wants them.
    private mutating func add(_ rule: SignatureRule, _ secrets: SecretValues, _ body: [UInt8], _ now: Int64) -> Bool {
        guard let reference = rule.secret.references.first, let secret = secrets[reference],
            let key = rule.secretEncoding.key(secret), !key.isEmpty
        else { return false }
        let timestamp = String(now / 1_000_000)
        let id = "msg_\(now)"
        let code = SignatureKey(rule.algorithm, key: key).code(
            rule.signed.pieces.map { piece in
                switch piece {
                case .literal(let bytes): bytes
                case .id: Array(id.utf8)
                case .timestamp: Array(timestamp.utf8)
                case .body: body
                }
            }
        )
        let written = rule.prefix + (rule.encoding == .base64 ? Base64.text(code) : Hex.text(code))
        var parts: [String] = []
        for (place, value) in [(rule.timestamp, timestamp), (rule.id, id)] {
            switch place {
            case .header(let name): add(name, value)
            case .part(let name): parts.append("\(name)=\(value)")
            case nil: break
            }
        }
        parts.append(rule.signaturePart.map { "\($0)=\(written)" } ?? written)
        add(rule.header, parts.joined(separator: ","))
        return true
    }

    private static func text(_ choice: SecretChoice, _ secrets: SecretValues) -> String? {
        guard let reference = choice.references.first, let secret = secrets[reference], !secret.bytes.isEmpty else {
            return nil
        }
        return String(decoding: secret.bytes, as: UTF8.self)
    }

    private static func user(_ user: VerifyRule.BasicUser, _ secrets: SecretValues) -> String? {
        switch user {
        case .name(let name): name
        case .secret(let choice): text(choice, secrets)
        }
    }
}
