package import Domain

/// A source that answers: the mapping that runs, and what is wrong with its file as it stands.
package struct LoadedSource: Sendable {
    package let name: SourceName
    /// The file that serves it, as it was found.
    package let file: String
    /// nil when the file has been broken since the start.
    ///
    /// Of a source whose file was removed, the last one that ran: it says who may send, and maps nothing.
    package let running: RunningMapping?
    /// What is wrong with the file as it stands; nil when it is the one that runs.
    package let broken: String?
    /// Whether the file was removed: events are kept as unmapped until there is one again.
    package let isRemoved: Bool

    package init(name: SourceName, file: String, running: RunningMapping?, broken: String?, isRemoved: Bool = false) {
        self.name = name
        self.file = file
        self.running = running
        self.broken = broken
        self.isRemoved = isRemoved
    }

    /// The mapping that events are mapped by; nil when there is none.
    package var active: RunningMapping? { isRemoved ? nil : running }
}
