extension Verifier {
    typealias Reason = VerifyOutcome.Refusal.Reason

    /// The secret may stand in the path or in the query; one that holds is enough.
    static func token<Request: VerifiableRequest>(_ request: Request, _ secrets: [Secret]) -> Reason? {
        var given = request.queryValues(named: VerifyRule.tokenItem)
        if let token = request.pathToken { given.append(token) }
        guard !given.isEmpty else { return .missing }
        var holds = false
        for token in given where isOne(of: secrets, token) { holds = true }
        return holds ? nil : .wrong
    }

    static func header<Request: VerifiableRequest>(
        _ request: Request,
        _ name: HeaderName,
        _ secrets: [Secret]
    ) -> Reason? {
        guard let value = only(request.headerValues(named: name.text)) else { return .missing }
        return isOne(of: secrets, value) ? nil : .wrong
    }

    static func bearer<Request: VerifiableRequest>(_ request: Request, _ secrets: [Secret]) -> Reason? {
        guard let token = credentials(request, scheme: "bearer") else { return .missing }
        return isOne(of: secrets, Array(token)) ? nil : .wrong
    }

    static func basic<Request: VerifiableRequest>(
        _ request: Request,
        _ users: [Secret],
        _ passwords: [Secret]
    ) -> Reason? {
        guard let text = credentials(request, scheme: "basic") else { return .missing }
        guard let pair = Base64.bytes(text, reading: .lenient), let colon = pair.firstIndex(of: UInt8(ascii: ":"))
        else { return .wrong }
        let holds = (
            user: isOne(of: users, Array(pair[..<colon])),
            password: isOne(of: passwords, Array(pair[(colon + 1)...]))
        )
        return holds.user && holds.password ? nil : .wrong
    }

    static func body<Request: VerifiableRequest>(_ request: Request, _ path: String, _ secrets: [Secret]) -> Reason? {
        guard let text = request.bodyText(at: path) else { return .missing }
        return isOne(of: secrets, text) ? nil : .wrong
    }

    /// The one value; nil when there is none, or several, of which a proxy may have taken another one than we would.
    static func only(_ values: [[UInt8]]) -> [UInt8]? {
        values.count == 1 ? values.first : nil
    }

    /// What follows the scheme, which is in any case (RFC 9110, section 11.4).
    private static func credentials<Request: VerifiableRequest>(
        _ request: Request,
        scheme: StaticString
    ) -> ArraySlice<UInt8>? {
        guard let value = only(request.headerValues(named: HeaderName.authorization.text)) else { return nil }
        let length = scheme.utf8CodeUnitCount
        guard value.count > length, value[length] == UInt8(ascii: " ") else { return nil }
        for index in 0..<length where value[index] | 0x20 != scheme.utf8Start[index] { return nil }
        return value[length...].drop { $0 == UInt8(ascii: " ") }
    }
}
