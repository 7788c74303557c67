internal import Domain
internal import Forwarding
internal import HTTP1
internal import Signatures

extension Configuration {
    /// `delivery` as the forwarder takes it.
    var deliverySettings: DeliverySettings {
        var settings = delivery
        settings.schedule = retry.schedule
        return settings
    }
}

extension AlertsConfiguration {
    /// The settings with the address looked up; nil when nobody is to be told.
    ///
    /// - Throws: when the address is a reference that leads to none.
    func settings(_ secrets: SecretSources, authorities: String?) throws(StartError) -> Alerts.Settings? {
        var address = webhook
        if let reference = webhook, Self.isReference(reference) {
            guard let text = secrets.text(reference), Self.isAddress(text) else {
                throw StartError("`alerts.webhook`: \(reference) leads to no address; set it, or leave the key out")
            }
            address = text
        }
        guard address != nil || !command.isEmpty else { return nil }
        return Alerts.Settings(webhook: address, command: command, authorities: authorities)
    }
}

extension ProjectConfiguration {
    /// The project with its credentials looked up.
    func settings(_ secrets: SecretSources) -> ProjectSettings {
        ProjectSettings(
            name: name,
            endpoint: endpoint,
            credentials: credentials(secrets),
            missing: missingCredentials(secrets),
            unusable: unusableCredentials(secrets),
            concurrency: concurrency,
            rate: rate,
            answers: answers
        )
    }

    /// nil when the id or the key is not set.
    private func credentials(_ secrets: SecretSources) -> ProjectCredentials? {
        guard let key = secrets.text(key).flatMap({ APIKey($0) }) else { return nil }
        guard let id = Self.isReference(id) ? secrets.text(id) : id else { return nil }
        return ProjectCredentials(id: id, key: key)
    }

    /// The variables and files without which nothing is sent and that are not there, or empty.
    private func missingCredentials(_ secrets: SecretSources) -> [String] {
        [id, key].compactMap { reference in
            guard Self.isReference(reference), secrets.text(reference) == nil else { return nil }
            return Self.name(of: reference)
        }
    }

    /// The variables and files that are there and hold what no header can.
    private func unusableCredentials(_ secrets: SecretSources) -> [String] {
        var names: [String] = []
        // The id may stand in the file itself; the key never does.
        let text = Self.isReference(id) ? secrets.text(id) : id
        if let text, !HeaderValue.isSafe(text) {
            names.append(Self.isReference(id) ? Self.name(of: id) : "projects.\(name).id")
        }
        if let text = secrets.text(key), !HeaderValue.isSafe(text) { names.append(Self.name(of: key)) }
        return names
    }

    private static func isReference(_ text: String) -> Bool { text.hasPrefix("env:") || text.hasPrefix("file:") }

    private static func name(of reference: String) -> String { String(reference.drop { $0 != ":" }.dropFirst()) }
}

extension LimitsConfiguration {
    var http: HTTPLimits {
        var limits = HTTPLimits()
        limits.body = body
        limits.headerBytes = headers
        limits.connections = connections
        limits.headerTimeout = .microseconds(headerTimeout.microseconds)
        limits.bodyTimeout = .microseconds(bodyTimeout.microseconds)
        limits.idleTimeout = .microseconds(idleTimeout.microseconds)
        return limits
    }
}
