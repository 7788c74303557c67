internal import Domain
internal import Mappings

/// The options by which commands say where the configuration, the ledger and the mappings are.
enum ConfigurationOptions {
    static let config = OptionSpecification.value(
        "config",
        "FILE",
        "The configuration (default: ./funnelbridge.jsonc, else /etc/funnelbridge/funnelbridge.jsonc)"
    )
    static let database = OptionSpecification.value("database", "FILE", "The ledger (default: ./funnelbridge.db)")
    static let mappings = OptionSpecification.value("mappings", "FOLDER", "The mappings (default: ./mappings)")

    /// Loads the configuration that the arguments, the environment and the file make together.
    static func load(
        _ arguments: CommandLineArguments,
        in surroundings: Surroundings
    ) throws(ConfigurationError) -> Configuration {
        var flags: [String: [String]] = [:]
        for setting in Setting.all {
            let values = arguments.all(setting.flag)
            if !values.isEmpty { flags[setting.key] = values }
        }
        return try ConfigurationLoader.load(
            file: arguments.value("config") ?? surroundings.environment["FUNNELBRIDGE_CONFIG"],
            flags: flags,
            environment: surroundings.environment
        )
    }

    /// Loads the configuration; nil when it is wrong, which has then been said on standard error.
    static func loadOrReport(_ arguments: CommandLineArguments, in surroundings: Surroundings) -> Configuration? {
        do {
            return try load(arguments, in: surroundings)
        } catch {
            error.report(on: surroundings.console)
            return nil
        }
    }

    /// The mapping files that the configuration names, in the order of their sources.
    static func mappingFiles(of configuration: Configuration) throws(StartError) -> [MappingFile] {
        do {
            return try MappingFolder.files(in: configuration.mappings)
        } catch {
            throw StartError(mappings: error)
        }
    }
}
