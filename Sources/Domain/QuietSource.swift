/// A source that sends nothing at a time of the week at which it usually does.
package struct QuietSource: Equatable, Sendable {
    package let source: SourceName
    /// When its last event came.
    package let last: Timestamp

    package init(source: SourceName, last: Timestamp) {
        self.source = source
        self.last = last
    }
}
