internal import Domain
internal import Forwarding
internal import Ledger
internal import Linux

extension Setting {
    /// Every setting but those of `projects`, in the order of the example configuration.
    static let all: [Setting] = [
        Setting(
            key: "listen",
            expected: "addresses such as 127.0.0.1:8080, [::1]:8080 or unix:/run/funnelbridge/http.sock",
            isList: true
        ) { configuration, values in
            guard !values.isEmpty, values.allSatisfy({ ListenAddress($0) != nil }) else { return false }
            configuration.listen = values
            return true
        },
        Setting(key: "admin", expected: "an address such as 127.0.0.1:8081, or off", isList: false) {
            configuration,
            values in
            guard let value = values.first, value == "off" || ListenAddress(value) != nil else { return false }
            configuration.admin = value
            configuration.adminIsChosen = true
            return true
        },
        text("database", "the path of the ledger's file", \.database),
        text("mappings", "the path of a folder", \.mappings),
        value("delivery.timeout", anInterval, \.delivery.timeout, positive),
        value("delivery.retry.first", anInterval, \.retry.first, positive),
        value("delivery.retry.factor", "a whole number from 1 to 100", \.retry.factor) { number($0, in: 1...100) },
        value("delivery.retry.max", anInterval, \.retry.max, positive),
        value("delivery.retry.giveUpAfter", anInterval, \.retry.giveUpAfter, positive),
        value("delivery.authorities", "the path of a file of certificates in PEM", \.delivery.authorities) {
            $0.isEmpty ? Optional<String?>.none : .some($0)
        },
        value("limits.body", "a size up to 64MiB such as 1MiB", \.limits.body) {
            ByteSize.parse($0).flatMap { (1...LimitsConfiguration.longestBody).contains($0) ? $0 : nil }
        },
        value("limits.headers", "a size from 256 to 1MiB such as 16KiB", \.limits.headers) {
            ByteSize.parse($0).flatMap { (256...(1 << 20)).contains($0) ? $0 : nil }
        },
        value("limits.connections", "a whole number from 1 to 1000000", \.limits.connections) {
            number($0, in: 1...1_000_000)
        },
        value("limits.headerTimeout", anInterval, \.limits.headerTimeout, positive),
        value("limits.bodyTimeout", anInterval, \.limits.bodyTimeout, positive),
        value("limits.idleTimeout", anInterval, \.limits.idleTimeout, positive),
        value("retention.bodies", anAge, \.retention.bodies, age),
        value("retention.delivered", anAge, \.retention.delivered, age),
        value("retention.dead", anAge, \.retention.dead, age),
        value("log.level", "debug, info, warning or error", \.log.level) { word in
            LogLevel.allCases.first { $0.word == word }
        },
        Setting(key: "log.format", expected: "auto, text, logfmt or json", isList: false) { configuration, values in
            guard let word = values.first else { return false }
            configuration.log.format = LogFormat(rawValue: word)
            return word == "auto" || configuration.log.format != nil
        },
        value("alerts.webhook", "an address such as https://…, or env:NAME or file:PATH", \.alerts.webhook) {
            AlertsConfiguration.isWebhook($0) ? .some($0) : Optional<String?>.none
        },
        list("alerts.command", "a program and its arguments, each a text of its own", \.alerts.command),
        Setting(
            key: "trustedProxies",
            expected: "addresses or networks such as 127.0.0.1 or 10.0.0.0/8",
            isList: true
        ) { configuration, values in
            let networks = values.compactMap { IPNetwork($0) }
            configuration.trustedProxies = networks
            return networks.count == values.count
        },
    ]

    private static let anInterval = "a time such as 15s, 5m or 7d, at most 36500d"
    private static let anAge = "a time such as 30d, at most 36500d, or never"
    /// A hundred years: can be added to any moment that a clock tells.
    private static let longest = Interval.days(36_500)

    @Sendable
    private static func positive(_ text: String) -> Interval? {
        Interval(text).flatMap { $0 > .zero && $0 <= longest ? $0 : nil }
    }

    /// Two kinds of nil: the outer one is "no value", the inner one "never".
    @Sendable
    private static func age(_ text: String) -> Interval?? {
        text == "never" ? .some(nil) : positive(text).map { .some($0) }
    }

    @Sendable
    private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard let first = text.utf8.first, first != UInt8(ascii: "+") else { return nil }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
