package import Domain

/// A source that answers: the mapping that runs, and what is wrong with its file as it stands.
package struct LoadedSource: Sendable {
    package let name: SourceName
    /// The file that serves it, as it was found.
    package let file: String
    /// nil when the file has been broken since the start.
    package let running: RunningMapping?
    /// What is wrong with the file as it stands; nil when it is the one that runs.
    package let broken: String?

    package init(name: SourceName, file: String, running: RunningMapping?, broken: String?) {
        self.name = name
        self.file = file
        self.running = running
        self.broken = broken
    }
}
