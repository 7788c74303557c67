internal import Domain
import JSON
import JSONPath
import Signatures

/// Reads the key `verify` (section 7 of the mapping language).
struct VerifyCompiler {
    var bag: DiagnosticBag

    static let keys = [
        "token", "header", "bearer", "basic", "hmac", "body", "standard-webhooks", "stripe", "none",
    ]

    private static let ways =
        keys.filter { $0 != "none" }.map { "\"\($0)\", " }.joined() + "or \"none\": true to let anyone send"

    init(_ bag: DiagnosticBag) {
        self.bag = bag
    }

    /// The rules, or nil when they have errors; these are in `bag`.
    mutating func compile(_ top: ObjectReader) -> VerifyRules? {
        guard let node = top["verify"] else {
            bag.error(.missingVerify, at: top.node, "a mapping says who may send: add \"verify\" with \(Self.ways)")
            return nil
        }
        guard let verify = ObjectReader(node, "'verify'", keys: Self.keys, &bag) else { return nil }
        if let none = verify["none"] { return open(none, verify) }
        var rules: [VerifyRule] = []
        var isWhole = true
        for (name, value) in node.members where Self.keys.contains(name.text) {
            if let rule = rule(name.text, value) { rules.append(rule) } else { isWhole = false }
        }
        if node.count == 0 {
            bag.error(.missingVerify, at: node, "'verify' is empty: give it \(Self.ways)")
        }
        return isWhole && !rules.isEmpty ? VerifyRules(all: rules) : nil
    }

    private mutating func open(_ none: JSONNode, _ verify: ObjectReader) -> VerifyRules? {
        guard none.boolValue == true else {
            bag.error(.wrongType, at: none, "'none' in 'verify' is true, or is left out")
            return nil
        }
        guard verify.node.count == 1 else {
            bag.error(
                .conflictingKeys,
                at: none,
                "'none' lets anyone send, so nothing else stands beside it in 'verify'"
            )
            return nil
        }
        return VerifyRules.none
    }

    private mutating func rule(_ key: String, _ node: JSONNode) -> VerifyRule? {
        switch key {
        case "token": return secret(node).map { .token($0) }
        case "bearer": return secret(node).map { .bearer($0) }
        case "standard-webhooks": return secret(node).map { .signature(.standardWebhooks($0)) }
        case "stripe": return secret(node).map { .signature(.stripe($0)) }
        case "header": return headerRule(node)
        case "basic": return basicRule(node)
        case "body": return bodyRule(node)
        default: return signatureRule(node).map { .signature($0) }
        }
    }

    private mutating func headerRule(_ node: JSONNode) -> VerifyRule? {
        guard let reader = ObjectReader(node, "'header' in 'verify'", keys: ["name", "value"], &bag) else { return nil }
        let name = reader.required("name", "the header that carries the secret", &bag).flatMap { headerName($0) }
        let value = reader.required("value", "the secret, as env:NAME or file:PATH", &bag).flatMap { secret($0) }
        guard let name, let value else { return nil }
        return .header(name, value)
    }

    private mutating func basicRule(_ node: JSONNode) -> VerifyRule? {
        guard let reader = ObjectReader(node, "'basic' in 'verify'", keys: ["user", "password"], &bag) else {
            return nil
        }
        let user = reader.required("user", "the user's name, or env:NAME", &bag).flatMap { self.user($0) }
        let password = reader.required("password", "the secret, as env:NAME or file:PATH", &bag).flatMap { secret($0) }
        guard let user, let password else { return nil }
        return .basic(user: user, password: password)
    }

    private mutating func user(_ node: JSONNode) -> VerifyRule.BasicUser? {
        if node.kind == .string, !node.text.hasPrefix("env:"), !node.text.hasPrefix("file:") {
            guard node.isEmptyString || node.text.utf8.contains(UInt8(ascii: ":")) else { return .name(node.text) }
            bag.error(.invalidVerify, at: node, "the name of a user is not empty and has no ':' (RFC 7617)")
            return nil
        }
        return secret(node).map { .secret($0) }
    }

    private mutating func bodyRule(_ node: JSONNode) -> VerifyRule? {
        guard let reader = ObjectReader(node, "'body' in 'verify'", keys: ["path", "value"], &bag) else { return nil }
        let path = reader.required("path", "where in the body the secret stands, such as \"$.secret\"", &bag)
            .flatMap { bodyPath($0) }
        let value = reader.required("value", "the secret, as env:NAME or file:PATH", &bag).flatMap { secret($0) }
        guard let path, let value else { return nil }
        return .body(path: path, value)
    }

    private mutating func bodyPath(_ node: JSONNode) -> String? {
        guard node.kind == .string else {
            bag.error(.wrongType, at: node, "'path' is a query such as \"$.secret\", not \(node.kind.words)")
            return nil
        }
        do throws(QuerySyntaxError) {
            return try Query(node.text).text
        } catch {
            bag.error(
                .invalidQuery,
                at: node,
                decodedRange: error.offset..<error.offset + error.length,
                error.reason,
                suggestion: error.suggestion
            )
            return nil
        }
    }

    /// The secret, or the list of secrets, that the value refers to.
    mutating func secret(_ node: JSONNode) -> SecretChoice? {
        guard node.kind == .array else { return reference(node).map { SecretChoice($0) } }
        guard node.count > 0 else {
            bag.error(.invalidSecret, at: node, "a list of secrets needs at least one: env:NAME or file:PATH")
            return nil
        }
        let references = node.elements.map { reference($0) }
        let found = references.compactMap { $0 }
        return found.count == references.count ? SecretChoice(found) : nil
    }

    private mutating func reference(_ node: JSONNode) -> SecretReference? {
        guard node.kind == .string else {
            bag.error(
                .invalidSecret,
                at: node,
                "a secret is written as \"env:NAME\" or \"file:PATH\", not as \(node.kind.words)"
            )
            return nil
        }
        do throws(SecretReferenceError) {
            return try SecretReference(node.text)
        } catch {
            let isClear = error == .noReference
            if isClear { bag.conceal(node) }
            bag.error(isClear ? .secretInClear : .invalidSecret, at: node, "\(error)")
            return nil
        }
    }

    /// The header that the value names.
    mutating func headerName(_ node: JSONNode) -> HeaderName? {
        guard node.kind == .string else {
            bag.error(.wrongType, at: node, "the name of a header is a string, not \(node.kind.words)")
            return nil
        }
        if let name = HeaderName(node.text) { return name }
        bag.error(.invalidVerify, at: node, "'\(node.text)' is no name of a header: it has letters, digits and '-'")
        return nil
    }
}
