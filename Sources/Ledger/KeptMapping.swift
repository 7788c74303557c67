package import Domain

/// The mapping that ran for a source when the daemon last said so, with its text: what a restart goes on with.
package struct KeptMapping: Equatable, Sendable {
    package let source: SourceName
    /// The path of the mapping file.
    package let file: String
    /// When it began to run.
    package let loadedAt: Timestamp
    /// The file's bytes.
    package let text: [UInt8]

    package init(source: SourceName, file: String, loadedAt: Timestamp, text: [UInt8]) {
        self.source = source
        self.file = file
        self.loadedAt = loadedAt
        self.text = text
    }
}
