package import Domain

/// What a look at the mappings' folder found: the whole set as it is to be from now on, and what is new about it.
package struct MappingReload: Sendable {
    package let sources: [SourceName: LoadedSource]
    /// By source; an edit that may not run is told of once.
    package let news: [MappingNews]
    /// Whether `status` has something new to show.
    package let changesReport: Bool
}
