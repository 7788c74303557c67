internal import Domain
internal import Linux
internal import Mappings

/// The mapping files as they are now, compiled.
struct MappingSet {
    /// What a source's file is.
    enum Entry: Sendable {
        case usable(Mapping)
        /// It has errors: the first of them.
        case broken(String)
    }

    private let entries: [SourceName: Entry]

    init(_ entries: [SourceName: Entry]) {
        self.entries = entries
    }

    /// Reads and compiles every file of a folder.
    ///
    /// - Throws: when the folder cannot be listed.
    init(folder: String) throws(SystemError) {
        var entries: [SourceName: Entry] = [:]
        let zones = TimeZones()
        for file in try MappingFolder.files(in: folder) {
            let (mapping, diagnostics) = file.load(zones: zones)
            let firstError = diagnostics.first { $0.severity == .error }
            entries[file.source] =
                mapping.map { .usable($0) } ?? .broken(firstError?.headline ?? "\(file.path): cannot be used")
        }
        self.init(entries)
    }

    /// nil when the source has no file.
    subscript(source: SourceName) -> Entry? { entries[source] }
}
