/// The key `hmac` of `verify`: how a sender signs, declared.
package struct SignatureRule: Equatable, Sendable {
    package let secret: SecretChoice
    package private(set) var secretEncoding = SecretEncoding.text
    /// The header with the signature, or several of them.
    package let header: HeaderName
    package private(set) var algorithm = SignatureAlgorithm.sha256
    package private(set) var encoding = SignatureEncoding.hex
    /// What stands before each signature; a text that does not begin so is none.
    package private(set) var prefix = ""
    /// The name of the parts that are signatures, in a header of the form `k=v,k=v`; nil when it is no such header.
    package private(set) var signaturePart: String?
    package private(set) var signed = SignedText.body
    package private(set) var timestamp: SignaturePlace?
    package private(set) var id: SignaturePlace?
    /// How far the timestamp may be from now, either way, in microseconds.
    package private(set) var tolerance = defaultTolerance

    /// Five minutes, in microseconds.
    package static let defaultTolerance: Int64 = 300_000_000

    /// - Parameters:
    ///   - prefix: nothing by default.
    ///   - tolerance: in microseconds; nil is five minutes.
    /// - Throws: when `signed` names what is not said to stand anywhere, or the tolerance has no timestamp.
    package init(
        secret: SecretChoice,
        secretEncoding: SecretEncoding = .text,
        header: HeaderName,
        algorithm: SignatureAlgorithm = .sha256,
        encoding: SignatureEncoding = .hex,
        prefix: String = "",
        signaturePart: String? = nil,
        signed: SignedText = .body,
        timestamp: SignaturePlace? = nil,
        id: SignaturePlace? = nil,
        tolerance: Int64? = nil
    ) throws(SignatureRuleError) {
        guard !signed.usesTimestamp || timestamp != nil else { throw .timestampNowhere }
        guard !signed.usesID || id != nil else { throw .idNowhere }
        guard tolerance == nil || timestamp != nil else { throw .toleranceWithoutTimestamp }
        guard !signed.pieces.isEmpty else { throw .nothingSigned }
        self.init(secret, header: header)
        self.secretEncoding = secretEncoding
        self.algorithm = algorithm
        self.encoding = encoding
        self.prefix = prefix
        self.signaturePart = signaturePart
        self.signed = signed
        self.timestamp = timestamp
        self.id = id
        self.tolerance = tolerance ?? Self.defaultTolerance
    }

    /// A code in hexadecimal over the body, keyed by the secret's text.
    private init(_ secret: SecretChoice, header: HeaderName) {
        self.secret = secret
        self.header = header
    }

    /// Standard Webhooks, version 1.
    package static func standardWebhooks(_ secret: SecretChoice) -> SignatureRule {
        var rule = SignatureRule(secret, header: .known("webhook-signature"))
        rule.secretEncoding = .base64
        rule.encoding = .base64
        rule.prefix = "v1,"
        rule.signed = SignedText(pieces: [.id, .literal([0x2E]), .timestamp, .literal([0x2E]), .body])
        rule.timestamp = .header(.known("webhook-timestamp"))
        rule.id = .header(.known("webhook-id"))
        return rule
    }

    /// Stripe's `Stripe-Signature: t=…,v1=…`.
    ///
    /// Its secrets begin with `whsec_` too, but the whole text is the key.
    package static func stripe(_ secret: SecretChoice) -> SignatureRule {
        var rule = SignatureRule(secret, header: .known("stripe-signature"))
        rule.signaturePart = "v1"
        rule.signed = SignedText(pieces: [.timestamp, .literal([0x2E]), .body])
        rule.timestamp = .part("t")
        return rule
    }

    /// What a person may have overlooked; empty when the signature covers all that it should.
    package var oversights: [Oversight] {
        var oversights: [Oversight] = []
        if !signed.usesBody { oversights.append(.bodyNotSigned) }
        if timestamp != nil, !signed.usesTimestamp { oversights.append(.timestampNotSigned) }
        return oversights
    }

    /// A part of the request that anyone may change without breaking the signature.
    package enum Oversight: Equatable, Sendable {
        case bodyNotSigned
        case timestampNotSigned
    }

    /// Headers that take part in the proof.
    var headers: [HeaderName] {
        var headers = [header]
        for place in [timestamp, id] {
            if case .header(let name) = place { headers.append(name) }
        }
        return headers
    }
}
