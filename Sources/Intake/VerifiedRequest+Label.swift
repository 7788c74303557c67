internal import Signatures

extension VerifiedRequest.Refusal {
    /// A bounded word for the count.
    var label: String {
        switch self {
        case .refused(let refusal): refusal.label
        case .secretMissing: "secret-missing"
        case .broken: "mapping-broken"
        }
    }
}
