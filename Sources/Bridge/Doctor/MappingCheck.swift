internal import Domain
internal import Linux
internal import Mappings
internal import Signatures

/// Whether the mapping files can be used, and somebody can send.
struct MappingCheck {
    let configuration: Configuration
    let view: DaemonView

    func findings() -> [Finding] {
        let files: [MappingFile]
        do {
            files = try MappingFolder.files(in: configuration.mappings)
        } catch {
            let advice = "set `mappings` to the folder of the mapping files"
            return [Finding(.mappings, .wrong, "\(configuration.mappings) cannot be read: \(error.reason); \(advice)")]
        }
        guard !files.isEmpty else {
            let advice = "put NAME.jsonc there to serve /hooks/NAME"
            return [Finding(.mappings, .warning, "there are no mappings in \(configuration.mappings): \(advice)")]
        }
        let zones = TimeZones()
        var compiled: [Mapping] = []
        var ofFiles: [Finding] = []
        var ofSecrets: [Finding] = []
        for file in files {
            let (mapping, diagnostics) = file.load(zones: zones)
            ofFiles += findings(diagnostics)
            guard let mapping else { continue }
            compiled.append(mapping)
            ofFiles += findings(projectsOf: mapping, file)
            ofSecrets += findings(secretsOf: mapping, file.source)
        }
        if ofFiles.isEmpty {
            let verb = compiled.count == 1 ? "compiles" : "compile"
            ofFiles = [Finding(.mappings, .fine, "\(Counted.text(compiled.count, "mapping")) \(verb)")]
        }
        if ofSecrets.isEmpty, !compiled.isEmpty {
            ofSecrets = [Finding(.secrets, .fine, "every source has what proves who sends")]
        }
        return ofFiles + ofSecrets
    }

    /// The first error of a file is enough here: `check` shows all.
    private func findings(_ diagnostics: [Diagnostic]) -> [Finding] {
        if let error = diagnostics.first(where: { $0.severity == .error }) {
            let all = diagnostics.count == 1 ? "" : ", with more: funnelbridge check"
            return [Finding(.mappings, .wrong, error.headline + all)]
        }
        return diagnostics.map { Finding(.mappings, .warning, $0.headline) }
    }

    private func findings(projectsOf mapping: Mapping, _ file: MappingFile) -> [Finding] {
        mapping.projects.filter { configuration.project($0) == nil }.map { project in
            let message = "\(file.path) sends to project '\(project)', which the configuration does not have: add it"
            return Finding(.mappings, .wrong, message)
        }
    }

    private func findings(secretsOf mapping: Mapping, _ source: SourceName) -> [Finding] {
        let secrets = SecretSources(environment: view.environment).values(of: mapping.verify.references)
        let verifier = Verifier(mapping.verify, secrets: secrets)
        return verifier.problems.map { problem in
            guard problem == verifier.blockingProblem else {
                return Finding(.secrets, .warning, "source \(source): \(problem); the others of the choice hold")
            }
            guard problem.reason == .missing else {
                return Finding(.secrets, .wrong, "source \(source) lets nobody in: \(problem); set it anew")
            }
            if case .file = problem.reference {
                let advice = "make the file, or let the daemon's user read it"
                return Finding(.secrets, .wrong, "source \(source) lets nobody in: \(problem); \(advice)")
            }
            let message = "source \(source) lets nobody in: \(problem) \(view.place); \(view.advice())"
            return Finding(.secrets, view.stateOfMissing, message)
        }
    }
}
