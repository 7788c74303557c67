package import Domain

/// Something that became of a source when its mapping file changed.
package enum MappingNews: Equatable, Sendable {
    /// A version begins to map events: a new one, or one whose file has come back.
    case runs(SourceName, version: String)
    /// The file was broken, and is again the one that runs.
    case mended(SourceName, version: String)
    /// An edit may not run; what ran before goes on.
    case broken(SourceName, reason: String)
    /// The file is gone; events are kept as unmapped.
    case removed(SourceName)
    /// The folder cannot be listed; all that runs goes on.
    case unlisted(reason: String)
    /// A secret that was there is missing, so that nobody can send.
    case closed(SourceName, reason: String)
    /// The missing secret is there.
    case opened(SourceName)
    /// A secret of several cannot be used; the others still let senders in.
    case secretUnusable(SourceName, reason: String)
    /// All secrets of several can be used again.
    case secretsUsable(SourceName)
}
