internal import Linux

/// Whether there is somebody to tell, before there is something to be told.
struct AlertsCheck {
    let alerts: AlertsConfiguration
    let view: DaemonView

    /// Nothing where nobody is to be told.
    func findings() -> [Finding] {
        var findings: [Finding] = []
        if alerts.webhook != nil { findings.append(webhook()) }
        if let program = alerts.command.first { findings.append(command(program)) }
        return findings
    }

    /// The address is a secret as often as not, and nothing is sent to it.
    private func webhook() -> Finding {
        do {
            _ = try alerts.settings(SecretSources(environment: view.environment), authorities: nil)
            return Finding(.alerts, .fine, "there is an address to post alerts to")
        } catch {
            return Finding(.alerts, view.stateOfMissing, error.description)
        }
    }

    private func command(_ program: String) -> Finding {
        guard let path = ChildProcess.program(program, in: view.environment["PATH"]) else {
            let advice = "write its whole path, and `chmod +x` it"
            return Finding(.alerts, .wrong, "`alerts.command`: there is no program \(program) that can run; \(advice)")
        }
        return Finding(.alerts, .fine, "alerts are given to \(path)")
    }
}
