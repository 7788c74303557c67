package import Domain

/// The process that holds the ledger, or that held it last.
package struct DaemonRecord: Equatable, Sendable {
    package let pid: Int32
    package let startedAt: Timestamp
    package let version: String

    package init(pid: Int32, startedAt: Timestamp, version: String) {
        self.pid = pid
        self.startedAt = startedAt
        self.version = version
    }
}
