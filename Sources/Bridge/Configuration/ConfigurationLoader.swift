internal import Domain
internal import Forwarding
internal import Linux
internal import Mappings

/// Reads the configuration: flag beats variable beats file beats default.
///
/// Finds every problem, not only the first.
struct ConfigurationLoader {
    /// Where a configuration is looked for when none is named, first found first taken.
    static let places = ["funnelbridge.jsonc", "/etc/funnelbridge/funnelbridge.jsonc"]

    private let environment: [String: String]
    private var configuration = Configuration()
    private var diagnostics: [Diagnostic] = []
    private var problems: [ConfigurationProblem] = []

    private init(environment: [String: String]) {
        self.environment = environment
    }

    /// Reads everything.
    ///
    /// - Parameters:
    ///   - file: the file that was named; nil looks in `places`, and finding none there is no problem.
    ///   - flags: settings given on the command line, by key.
    /// - Throws: all problems found.
    static func load(
        file: String?,
        flags: [String: [String]],
        environment: [String: String]
    ) throws(ConfigurationError) -> Configuration {
        var loader = ConfigurationLoader(environment: environment)
        if let path = file ?? places.first(where: { Files.exists($0) }) { loader.read(path) }
        loader.readVariables()
        loader.apply(flags)
        loader.readAuthorities()
        loader.checkWhole()
        guard loader.diagnostics.isEmpty, loader.problems.isEmpty else {
            throw ConfigurationError(diagnostics: loader.diagnostics, problems: loader.problems)
        }
        return loader.configuration
    }

    private mutating func read(_ path: String) {
        guard !path.isEmpty else {
            let place = "option --config or variable FUNNELBRIDGE_CONFIG"
            report(place, "'' is no value for it: expected the path of a file")
            return
        }
        configuration.file = path
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, limit: 1 << 20)
        } catch {
            report(path, "cannot be read: \(error.reason); name another file with --config")
            return
        }
        var reader = ConfigurationFileReader(file: path, bytes: bytes)
        reader.read(into: &configuration)
        diagnostics = reader.diagnostics
    }

    private mutating func readVariables() {
        for setting in Setting.all {
            guard let value = environment[setting.variable] else { continue }
            let values = setting.isList ? value.split(separator: ",").map { String($0).trimmed } : [value]
            apply(setting, values, place: "variable \(setting.variable)")
        }
        guard let index = configuration.projects.firstIndex(where: { $0.name == .default }) else { return }
        if let text = environment["FUNNELBRIDGE_ENDPOINT"] {
            do {
                configuration.projects[index].endpoint = try Endpoint(text)
            } catch {
                report("variable FUNNELBRIDGE_ENDPOINT", error.description)
            }
        }
        if let text = environment["FUNNELBRIDGE_RATE"] {
            if let rate = RateText(text) {
                configuration.projects[index].rate = rate.limit
            } else {
                report("variable FUNNELBRIDGE_RATE", "'\(text)' is no value for it: expected \(RateText.expected)")
            }
        }
    }

    /// libcurl leaves these variables to the `curl` command; what else trusts a company's own authority reads them, too.
    private mutating func readAuthorities() {
        guard configuration.delivery.authorities == nil else { return }
        let given = environment.filter { !$0.value.isEmpty }
        configuration.delivery.authorities = given["CURL_CA_BUNDLE"] ?? given["SSL_CERT_FILE"]
    }

    private mutating func apply(_ flags: [String: [String]]) {
        for setting in Setting.all {
            guard let values = flags[setting.key] else { continue }
            apply(setting, values, place: "option --\(setting.flag)")
        }
    }

    private mutating func apply(_ setting: Setting, _ values: [String], place: String) {
        guard !setting.apply(&configuration, values) else { return }
        let given = values.joined(separator: ",")
        report(place, "'\(given)' is no value for it: expected \(setting.expected)")
    }

    /// What can be seen only when everything is read.
    private mutating func checkWhole() {
        if configuration.retry.first > configuration.retry.max {
            let message = "the first wait (\(configuration.retry.first.text)) is longer than the longest"
            report("delivery.retry", message)
        }
    }

    private mutating func report(_ place: String, _ message: String) {
        problems.append(ConfigurationProblem(place: place, message: message))
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
