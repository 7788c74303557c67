extension RetryCause {
    /// What went wrong, as the end of a sentence.
    package var why: String {
        switch self {
        case .timeout: "there was no answer in time"
        case .tooEarly: "the answer was 425 (too early)"
        case .throttled: "the answer was 429 (too many requests)"
        case .serverError: "the answer was a server error (5xx)"
        case .unreachable: "the destination cannot be reached"
        case .tls: "the TLS handshake failed"
        case .broken: "the connection broke off"
        case .unknown: "the answer broke off"
        case .unreadable: "the answer was not HTTP"
        case .configured: "the answer is one that the project's 'answers' have tried again"
        }
    }
}
