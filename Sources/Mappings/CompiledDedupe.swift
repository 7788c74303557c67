internal import Domain

/// What tells two of an action's events apart, and for how long.
struct CompiledDedupe: Sendable {
    /// nil: the whole payload.
    let by: [CompiledValue]?
    let window: Interval

    static let wholePayload = CompiledDedupe(by: nil, window: DedupeKey.defaultWindow)
}
