internal import JSONPath

/// The pattern of the filter `capture`.
struct CapturePattern: Sendable {
    let regexp: IRegexp
    /// Whether what the first group matched is taken, and not the whole match.
    let takesGroup: Bool

    init(_ regexp: IRegexp) {
        self.regexp = regexp
        takesGroup = regexp.hasGroup
    }
}
