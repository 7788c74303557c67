internal import Domain
internal import HTTP1
internal import Signatures

/// A request whose sender has proved who they are; only `verify` can make one.
struct VerifiedRequest {
    let source: LoadedSource
    let mapping: RunningMapping
    let request: HTTPRequest
    /// The segment of the path that may be a secret; nil when there is none.
    let token: String?

    /// The body as it came, but for a secret in it.
    let body: [UInt8]

    /// Why a request is not let in.
    enum Refusal: Error, Equatable {
        /// 401: the proof that failed, for the count.
        case refused(VerifyOutcome.Refusal)
        /// 503: the secret that is not set.
        case secretMissing(SecretReference)
        /// 503: no version of the mapping has ever compiled.
        case broken
    }

    private init(_ incoming: IncomingRequest, of source: LoadedSource, by mapping: RunningMapping) {
        self.source = source
        self.mapping = mapping
        request = incoming.request
        token = incoming.path.token
        body =
            if mapping.hiddenPaths.isEmpty {
                request.body
            } else {
                HiddenSecret.hide(at: mapping.hiddenPaths, in: request.body, type: request.fields["content-type"])
            }
    }

    /// Asks the rules of the source.
    static func verify(
        _ incoming: IncomingRequest,
        for source: LoadedSource,
        now: Timestamp
    ) throws(Refusal) -> VerifiedRequest {
        guard let mapping = source.running else { throw .broken }
        switch mapping.verifier.check(incoming, now: now.microseconds) {
        case .authentic: return VerifiedRequest(incoming, of: source, by: mapping)
        case .refused(let refusal): throw .refused(refusal)
        case .secretMissing(let reference): throw .secretMissing(reference)
        }
    }
}
