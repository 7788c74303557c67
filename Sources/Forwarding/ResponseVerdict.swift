internal import Domain

/// The one place where an answer, or its absence, becomes an outcome.
enum ResponseVerdict {
    /// What `result` means for its forward.
    ///
    /// | answer | outcome |
    /// | --- | --- |
    /// | none | retry |
    /// | 2xx that broke off | retry: nobody can say whether the destination took it, and it refuses a duplicate |
    /// | a status that `answers` names | what `answers` says |
    /// | 2xx | delivered |
    /// | 3xx, 401, 403, 404 | pause |
    /// | 408, 425, 429, 5xx | retry |
    /// | 409, or a 4xx whose body says that it is a duplicate | duplicate |
    /// | other 4xx | rejected |
    /// | anything else | retry |
    ///
    /// Any other answer that broke off has said what matters in its status, and is judged by that.
    ///
    /// - Parameter now: what a `Retry-After` date is compared with.
    static func outcome(of result: TransferResult, answers: [Int: AnswerMeaning], now: Timestamp) -> Outcome {
        guard let status = result.status, status >= 200 else {
            return .retry(result.failure.map { cause(of: $0.kind) } ?? .unreadable, after: nil)
        }
        if result.failure != nil, status < 300 { return .retry(.unknown, after: nil) }
        let asked = result.retryAfter.flatMap { RetryAfter.interval($0, now: now) }
        if let meaning = answers[status] { return outcome(meaning, status: status, asked: asked) }
        switch status {
        case 200...299: return .delivered
        case 300...399: return .pause(.redirected)
        case 408: return .retry(.timeout, after: asked)
        case 409: return .duplicate
        case 425: return .retry(.tooEarly, after: asked)
        case 429: return .retry(.throttled, after: asked)
        case 401, 403: return saysDuplicate(result.body, words: certainWords) ? .duplicate : .pause(.unauthorized)
        case 404: return saysDuplicate(result.body, words: certainWords) ? .duplicate : .pause(.notFound)
        case 400...499: return saysDuplicate(result.body, words: certainWords + likelyWords) ? .duplicate : .rejected
        case 500...599: return .retry(.serverError, after: asked)
        default: return .retry(.unreadable, after: asked)
        }
    }

    private static func outcome(_ meaning: AnswerMeaning, status: Int, asked: Interval?) -> Outcome {
        switch meaning {
        case .delivered: .delivered
        case .duplicate: .duplicate
        case .dead: .rejected
        case .pause: .pause(.configured)
        case .retry: .retry(status == 429 ? .throttled : .configured, after: asked)
        }
    }

    private static func cause(of kind: TransferFailure.Kind) -> RetryCause {
        switch kind {
        case .timeout: .timeout
        case .unreachable: .unreachable
        case .tls: .tls
        case .broken: .broken
        case .unreadable: .unreadable
        }
    }

    private static let certainWords = [Array("duplicate".utf8)]
    /// Not looked for in 401, 403 and 404: "this key has already been revoked" must not pass for delivered.
    private static let likelyWords = [Array("already".utf8)]

    /// Whether one of `words`, in lower case, stands in the body in any case.
    private static func saysDuplicate(_ body: [UInt8], words: [[UInt8]]) -> Bool {
        let lowered = body.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return words.contains { word in
            lowered.indices.contains { lowered[$0] == word[0] && lowered[$0...].starts(with: word) }
        }
    }
}
