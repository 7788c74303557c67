extension Verifier {
    /// The signature is over the bytes as they came; one of those sent must be the one that one of the keys makes.
    static func signature<Request: VerifiableRequest>(
        _ request: Request,
        _ rule: SignatureRule,
        _ keys: [SignatureKey],
        now: Int64
    ) -> Reason? {
        let lines = request.headerValues(named: rule.header.text)
        guard !lines.isEmpty else { return .missing }
        let header = SignatureHeader(lines)
        let given = signatures(header, rule)
        guard !given.isEmpty else { return .missing }
        var timestamp: [UInt8] = []
        if let place = rule.timestamp {
            guard let text = text(at: place, header, request) else { return .missing }
            guard let time = UnixMicroseconds.value(text), isNear(time, now, rule.tolerance) else { return .stale }
            timestamp = text
        }
        var id: [UInt8] = []
        if let place = rule.id {
            guard let text = text(at: place, header, request), !text.isEmpty else { return .missing }
            id = text
        }
        let pieces = rule.signed.pieces.map { piece in
            switch piece {
            case .literal(let bytes): bytes
            case .id: id
            case .timestamp: timestamp
            case .body: request.rawBody
            }
        }
        var holds = false
        for key in keys {
            let code = key.code(pieces)
            for signature in given where ConstantTime.equal(signature, code) { holds = true }
        }
        return holds ? nil : .wrong
    }

    /// All signatures that can be read; others, of versions to come for example, are passed over.
    private static func signatures(_ header: SignatureHeader, _ rule: SignatureRule) -> [[UInt8]] {
        let texts: [ArraySlice<UInt8>]
        if let part = rule.signaturePart {
            texts = header.parts(named: part).compactMap { text in
                text.starts(with: rule.prefix.utf8) ? text.dropFirst(rule.prefix.utf8.count) : nil
            }
        } else {
            texts = header.signatures(prefix: rule.prefix)
        }
        return texts.compactMap { rule.encoding.bytes($0, length: rule.algorithm.length) }
    }

    /// The text at a place; nil when it stands there not at all or more than once.
    private static func text<Request: VerifiableRequest>(
        at place: SignaturePlace,
        _ header: SignatureHeader,
        _ request: Request
    ) -> [UInt8]? {
        switch place {
        case .header(let name): only(request.headerValues(named: name.text))
        case .part(let name): only(header.parts(named: name).map { Array($0) })
        }
    }

    private static func isNear(_ time: Int64, _ now: Int64, _ tolerance: Int64) -> Bool {
        let (distance, overflow) = time.subtractingReportingOverflow(now)
        return !overflow && distance.magnitude <= tolerance.magnitude
    }
}
