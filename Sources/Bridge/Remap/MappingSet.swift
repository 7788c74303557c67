internal import Domain
internal import Linux
internal import Mappings

/// The mapping files as they are now, compiled, those that fail their own tests as broken.
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
    /// - Throws: when the folder cannot be listed, or holds too much.
    init(folder: String) throws(MappingFolderError) {
        var entries: [SourceName: Entry] = [:]
        let zones = TimeZones()
        for file in try MappingFolder.files(in: folder) {
            let (mapping, diagnostics) = file.load(zones: zones)
            guard let mapping else {
                entries[file.source] = .broken(Self.headline(of: diagnostics, file))
                continue
            }
            let (tests, problems) = file.loadTests()
            if file.testPath != nil, tests == nil {
                entries[file.source] = .broken(Self.headline(of: problems, file))
            } else if let failed = tests?.run(on: mapping).outcomes.first(where: { !$0.passed }) {
                entries[file.source] = .broken("\(file.path): its test '\(failed.name)' fails")
            } else {
                entries[file.source] = .usable(mapping)
            }
        }
        self.init(entries)
    }

    private static func headline(of diagnostics: [Diagnostic], _ file: MappingFile) -> String {
        diagnostics.first { $0.severity == .error }?.headline ?? "\(file.path): cannot be used"
    }

    /// nil when the source has no file.
    subscript(source: SourceName) -> Entry? { entries[source] }
}
