package import Domain

/// A source that answers: the mapping that runs, and what is wrong with its file as it stands.
///
/// A class, as it is handed along with every request.
package final class LoadedSource: Sendable {
    package let name: SourceName
    /// The file that serves it, as it was found.
    package let file: String
    /// nil when no version of the file has ever compiled, so that nobody can prove who they are.
    ///
    /// Of a source whose file was removed, the last one that ran; of one whose file has never been good, the last one
    /// that compiled: it says who may send, and maps nothing.
    package let running: RunningMapping?
    /// What is wrong with the file as it stands; nil when it is the one that runs.
    package let broken: String?
    /// Whether the file was removed: events are kept as unmapped until there is one again.
    package let isRemoved: Bool
    /// Whether `running` has passed its tests and its trial; until then events are kept as unmapped.
    package let isProven: Bool

    package init(
        name: SourceName,
        file: String,
        running: RunningMapping?,
        broken: String?,
        isRemoved: Bool = false,
        isProven: Bool = true
    ) {
        self.name = name
        self.file = file
        self.running = running
        self.broken = broken
        self.isRemoved = isRemoved
        self.isProven = isProven
    }

    /// The mapping that events are mapped by; nil when there is none.
    package var active: RunningMapping? { isRemoved || !isProven ? nil : running }
}
