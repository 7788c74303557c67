internal import Domain
internal import Forwarding

/// Whether each project has its credentials, and its endpoint can be reached.
struct ProjectCheck {
    /// As long as an attempt may take to connect.
    private static let timeout = Interval.seconds(10)

    let configuration: Configuration
    let view: DaemonView

    func credentials() -> [Finding] {
        configuration.projects.map { project in
            let settings = project.settings(SecretSources(environment: view.environment))
            if settings.credentials != nil {
                return Finding(.credentials, .fine, "project \(project.name) has id and key")
            }
            let missing = settings.missing.joined(separator: " and ")
            guard !missing.isEmpty else {
                let reason = settings.unusableText ?? "its id or key cannot be sent"
                return Finding(.credentials, .wrong, "project \(project.name) sends nothing: \(reason); copy it anew")
            }
            let verb = settings.missing.count == 1 ? "is" : "are"
            let advice = view.advice(count: settings.missing.count)
            let message = "project \(project.name) sends nothing: \(missing) \(verb) not set \(view.place); \(advice)"
            return Finding(.credentials, view.stateOfMissing, message)
        }
    }

    /// Connects to each endpoint once, and sends nothing.
    func endpoints() -> [Finding] {
        var findings: [Finding] = []
        var seen: Set<String> = []
        for project in configuration.projects where seen.insert(project.endpoint.text).inserted {
            let probe = EndpointProbe(
                project.endpoint,
                timeout: min(configuration.delivery.timeout, Self.timeout),
                authorities: configuration.delivery.authorities
            )
            findings.append(Self.finding(probe, project.endpoint))
        }
        return findings
    }

    static func finding(_ probe: EndpointProbe, _ endpoint: Endpoint) -> Finding {
        switch probe {
        case .reached(let address, let took):
            let proof = endpoint.text.lowercased().hasPrefix("https:") ? ", its certificate holds" : ""
            return Finding(.endpoint, .fine, "\(endpoint) answers at \(address) in \(took.inMilliseconds) ms\(proof)")
        case .failed(let reason, let message):
            return Finding(.endpoint, .wrong, "\(endpoint): \(message); \(advice(reason))")
        }
    }

    private static func advice(_ reason: EndpointProbe.Reason) -> String {
        switch reason {
        case .name: "look at the name in `endpoint` and at /etc/resolv.conf"
        case .certificate: "look at the clock, at the package ca-certificates, and at who answers there"
        case .timeout: "look at the firewall, the route, and the proxy's variables (https_proxy)"
        case .connection: "see that somebody listens there, and that the firewall or proxy lets it through"
        }
    }
}
