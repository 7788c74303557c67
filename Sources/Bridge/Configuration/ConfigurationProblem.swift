/// One thing wrong with the configuration, outside its file.
struct ConfigurationProblem: Equatable, Sendable {
    /// Where it stands: `variable FUNNELBRIDGE_LISTEN`, `option --listen`, or the key.
    let place: String
    let message: String

    var text: String { "\(place): \(message)" }
}
