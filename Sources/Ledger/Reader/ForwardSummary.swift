package import Domain

/// A forward as a list shows it.
package struct ForwardSummary: Equatable, Sendable {
    package let id: Int64
    package let project: ProjectName
    package let action: ActionName
    package let state: ForwardState
    /// Attempts made so far that count.
    package let attempts: Int
    /// The last answer's; nil when there was none.
    package let lastStatus: Int?
    /// Why the last attempt failed; nil when it did not.
    package let lastError: String?
}
