package import Domain
internal import Synchronization

/// The live set of sources.
///
/// Read by every request, replaced as a whole: a request sees one set from beginning to end.
package final class MappingLibrary: Sendable {
    private let sources: Mutex<[SourceName: LoadedSource]>
    private let sets = Atomic<Int>(1)

    package init(_ sources: [SourceName: LoadedSource]) {
        self.sources = Mutex(sources)
    }

    /// The set as it is now.
    package var current: [SourceName: LoadedSource] {
        sources.withLock { $0 }
    }

    /// The number of the set: while it stays the same, so does the set that was there when it was asked for.
    package var setNumber: Int {
        sets.load(ordering: .acquiring)
    }

    /// Puts another set in its place.
    package func replace(with sources: [SourceName: LoadedSource]) {
        self.sources.withLock {
            $0 = sources
            sets.add(1, ordering: .releasing)
        }
    }
}
