import Testing

@testable import Forwarding

/// The ledger's data version rises with each commit; a handover tells of all commits before its own.
@Suite struct ForeignCommitsTests {
    private var commits = ForeignCommits()

    /// Whether a poll that sees `version`, after a handover or not, has the ledger be read.
    private mutating func reads(_ version: Int64, afterHandover: Bool = false) -> Bool {
        if afterHandover { commits.noteHandover() }
        return commits.poll(version).isToBeRead
    }

    @Test mutating func `the first poll reads, and the next ones not while nothing is committed`() {
        #expect(reads(1))
        #expect(!reads(1))
        #expect(!reads(1))
    }

    @Test mutating func `a commit while the writer is idle, or in trouble, is read at the next poll, once`() {
        _ = reads(1)
        #expect(reads(2))
        #expect(!reads(2))
        #expect(reads(3))
    }

    @Test mutating func `while the writer hands over its commits, nothing is read`() {
        _ = reads(1)
        for version in Int64(2)..<20 { #expect(!reads(version, afterHandover: true)) }
    }

    @Test mutating func `a commit just after one of the writer is read at the first poll without a handover`() {
        _ = reads(1)
        #expect(!reads(3, afterHandover: true))
        #expect(reads(3))
        #expect(!reads(3))
    }

    @Test mutating func `so it is when an earlier commit of the writer is handed over after that poll`() {
        _ = reads(1)
        #expect(!reads(4, afterHandover: true))
        #expect(!reads(4, afterHandover: true))
        #expect(reads(4))
    }

    @Test mutating func `a handover without a commit since the last poll leaves nothing to be read`() {
        _ = reads(1)
        #expect(!reads(1, afterHandover: true))
        #expect(!reads(1))
    }

    @Test mutating func `that something has changed is told at each poll, whoever it was`() {
        #expect(commits.poll(1).hasChanged)
        #expect(!commits.poll(1).hasChanged)
        commits.noteHandover()
        #expect(commits.poll(2).hasChanged)
    }
}
