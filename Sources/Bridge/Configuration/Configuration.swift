internal import Domain
internal import Forwarding
internal import Ledger
internal import Linux

/// Everything that can be set, with its defaults.
///
/// Addresses, sizes and times are already understood.
struct Configuration: Sendable {
    /// The file that was read; nil when there was none.
    var file: String?
    /// Addresses of the public listeners, as `ListenAddress` reads them.
    var listen = ["127.0.0.1:8080"]
    /// The address for health, metrics and status; `off` for none.
    var admin = "127.0.0.1:8081"
    /// Whether `admin` was chosen by someone: a default that is taken is only worth a warning.
    var adminIsChosen = false
    var database = "./funnelbridge.db"
    var mappings = "./mappings"
    var projects: [ProjectConfiguration] = [ProjectConfiguration(name: .default)]
    /// How long an attempt may take and the rest of `delivery`, but for `delivery.retry`.
    var delivery = DeliverySettings()
    var retry = RetryConfiguration()
    var limits = LimitsConfiguration()
    var retention = RetentionPolicy(bodies: .days(30), delivered: .days(90), dead: nil)
    var log = LogConfiguration()
    var alerts = AlertsConfiguration()
    /// Addresses and networks whose `X-Forwarded-For` counts.
    var trustedProxies = ["127.0.0.1", "::1"].compactMap { IPNetwork($0) }

    /// The named project, or nil when the configuration has none of that name.
    func project(_ name: ProjectName) -> ProjectConfiguration? {
        projects.first { $0.name == name }
    }
}
