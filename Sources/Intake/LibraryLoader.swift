package import Domain
package import Linux
internal import Mappings
package import Signatures

/// Makes the set of sources out of a folder of mapping files.
package struct LibraryLoader: Sendable {
    private let folder: String
    private let secrets: @Sendable (Set<SecretReference>) -> SecretValues
    private let zones = TimeZones()

    /// - Parameters:
    ///   - folder: the folder of the mapping files.
    ///   - secrets: looks references up, anew on each load.
    package init(folder: String, secrets: @escaping @Sendable (Set<SecretReference>) -> SecretValues) {
        self.folder = folder
        self.secrets = secrets
    }

    /// Every source of the folder.
    ///
    /// A file with an error serves its source too: as broken, until it is mended.
    ///
    /// - Throws: when the folder cannot be listed.
    package func load(at now: Timestamp) throws(SystemError) -> [SourceName: LoadedSource] {
        var sources: [SourceName: LoadedSource] = [:]
        for file in try MappingFolder.files(in: folder) {
            let (mapping, diagnostics) = file.load(zones: zones)
            let running = mapping.map { mapping in
                RunningMapping(mapping: mapping, secrets: secrets(mapping.verify.references), loadedAt: now)
            }
            sources[file.source] = LoadedSource(
                name: file.source,
                file: file.path,
                running: running,
                broken: running == nil ? MappingCandidate.headline(of: diagnostics) : nil
            )
        }
        return sources
    }
}
