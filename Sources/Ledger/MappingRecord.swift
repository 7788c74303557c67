package import Domain

/// What the daemon runs for a source, as the ledger keeps it for `status`.
package struct MappingRecord: Equatable, Sendable {
    package let source: SourceName
    /// The path of the mapping file.
    package let file: String
    /// Of the mapping that runs, 12 hexadecimal digits; nil when none has been good since the start.
    package let version: String?
    /// When the one that runs was loaded; nil when `version` is.
    package let loadedAt: Timestamp?
    /// Why the file as it is now does not run; nil when it does.
    package let broken: String?
    /// The file's bytes of that version, for `keptMappings`; nil when `version` is, and in what `status` reads.
    package let text: [UInt8]?

    package init(
        source: SourceName,
        file: String,
        version: String?,
        loadedAt: Timestamp?,
        broken: String?,
        text: [UInt8]? = nil
    ) {
        self.source = source
        self.file = file
        self.version = version
        self.loadedAt = version == nil ? nil : loadedAt ?? Timestamp(microseconds: 0)
        self.broken = broken
        self.text = version == nil ? nil : text
    }
}
