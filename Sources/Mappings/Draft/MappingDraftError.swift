/// Why there is no draft.
package enum MappingDraftError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A body is not what it says.
    case unreadable(BodyError)
    /// The bodies have names that the draft cannot deal with: the first error of what was written.
    case unusable(String)

    package var description: String {
        switch self {
        case .unreadable(let error): "\(error)"
        case .unusable(let reason): "no mapping could be drafted (\(reason)); begin with mappings/README.md instead"
        }
    }
}
