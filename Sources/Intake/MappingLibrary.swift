package import Domain
internal import Synchronization

/// The live set of sources.
///
/// Read by every request, replaced as a whole: a request sees one set from beginning to end.
package final class MappingLibrary: Sendable {
    private let sources: Mutex<[SourceName: LoadedSource]>

    package init(_ sources: [SourceName: LoadedSource]) {
        self.sources = Mutex(sources)
    }

    /// The set as it is now.
    package var current: [SourceName: LoadedSource] {
        sources.withLock { $0 }
    }

    /// Puts another set in its place.
    package func replace(with sources: [SourceName: LoadedSource]) {
        self.sources.withLock { $0 = sources }
    }
}
