/// What one event may become at most: no mapping and no event, however hostile, fills the memory.
enum MappingLimits {
    /// How many actions.
    static let actions = 10_000
    /// How many bytes all payloads together may have.
    static let payloadBytes = 64 * 1_024 * 1_024
    /// How many warnings are kept; one more says how many were left out.
    static let warnings = 100
}
