/// One key of `verify`: one proof that a request must bring.
package enum VerifyRule: Equatable, Sendable {
    /// The path's segment after the source's name, or the query item `token`.
    case token(SecretChoice)
    /// A header with a secret as its whole value.
    case header(HeaderName, SecretChoice)
    /// `Authorization: Bearer SECRET` (RFC 6750).
    case bearer(SecretChoice)
    /// `Authorization: Basic …` (RFC 7617).
    case basic(user: BasicUser, password: SecretChoice)
    /// `hmac`, and the two that are short for it.
    case signature(SignatureRule)
    /// A secret in the body, where the query selects it.
    case body(path: String, SecretChoice)

    /// The user of `basic`.
    package enum BasicUser: Equatable, Sendable {
        case name(String)
        case secret(SecretChoice)
    }

    /// The query item that may carry the token.
    package static let tokenItem = "token"

    /// The rule's word in refusals.
    package var kind: Kind {
        switch self {
        case .token: .token
        case .header: .header
        case .bearer: .bearer
        case .basic: .basic
        case .signature: .signature
        case .body: .body
        }
    }

    package enum Kind: String, CaseIterable, Sendable {
        case token, header, bearer, basic, signature, body
    }

    /// All secrets it may ask for.
    var choices: [SecretChoice] {
        switch self {
        case .token(let choice), .header(_, let choice), .bearer(let choice), .body(_, let choice),
            .basic(.name, let choice):
            [choice]
        case .basic(.secret(let user), let password): [user, password]
        case .signature(let rule): [rule.secret]
        }
    }

    /// Headers that take part in the proof.
    var headers: [HeaderName] {
        switch self {
        case .token, .body: []
        case .header(let name, _): [name]
        case .bearer, .basic: [.authorization]
        case .signature(let rule): rule.headers
        }
    }
}
