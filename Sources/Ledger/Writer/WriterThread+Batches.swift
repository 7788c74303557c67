internal import Domain
internal import Linux

// Batches: what waits together shares one transaction and one sync.
extension WriterThread {
    /// No batch has more events than this, so that the first of them is not kept waiting by the last.
    private static let eventsInBatch = 256
    /// No batch has more bytes of bodies than this, so that it stays within the page cache.
    private static let bytesInBatch = 8_388_608
    /// No batch has more outcomes than this.
    static let settledInBatch = 512

    /// Writes all work; after it `work` holds what could not be written and is to be tried again.
    func writeAll() {
        var work = work
        self.work = WriterQueue.Work()
        var records = work.records[...]
        work.records = []
        var settled = work.settled[...]
        var projects = work.projects
        var mappings = work.mappings
        do {
            repeat {
                let someRecords = records.prefix(batchLength(records))
                let someSettled = settled.prefix(Self.settledInBatch)
                let session = try usableSession()
                let (recorded, handover) = try write(session, someRecords, someSettled, projects, mappings)
                records = records.dropFirst(someRecords.count)
                // Their events are the replies' now: see `RecordReply.event`.
                if records.isEmpty { records = [] }
                settled = settled.dropFirst(someSettled.count)
                projects = [:]
                mappings = nil
                reportSuccess(ofEvents: !someRecords.isEmpty)
                queue.reply(recorded)
                if !recorded.isEmpty { gathering.noteEvents(at: Clock.monotonicMicroseconds()) }
                queue.handOver(handover)
                noteLog(session.connection)
            } while !records.isEmpty || !settled.isEmpty
        } catch {
            report(error)
            queue.reply(records.map { RecordReply(ticket: $0.ticket, result: .failure(error), event: $0.event) })
            self.work.settled = Array(settled)
            self.work.projects = projects
            self.work.mappings = mappings
        }
        for errand in work.errands { errand.finish(run(errand)) }
    }

    /// One transaction; if one entry of it does not fit, each gets its own.
    ///
    /// - Returns: the replies to `records`, and what is now on disk for the forwarder.
    private func write(
        _ session: WriteSession,
        _ records: ArraySlice<WriterQueue.Waiting>,
        _ settled: ArraySlice<SettledForward>,
        _ projects: [ProjectName: ProjectRecord],
        _ mappings: [MappingRecord]?
    ) throws(LedgerError) -> ([RecordReply], Handover) {
        let now = clock()
        do {
            let replies = try session.transaction { () throws(SQLiteError) in
                for one in settled { try session.settle(one, now: now) }
                for project in projects.values { try session.report(project) }
                if let mappings { try session.reports.write(mappings) }
                var replies: [RecordReply] = []
                replies.reserveCapacity(records.count)
                for waiting in records {
                    let recorded = try session.record(waiting.event)
                    replies.append(
                        RecordReply(ticket: waiting.ticket, result: .success(recorded), event: waiting.event)
                    )
                }
                return replies
            }
            return (replies, session.takeHandover().settling(settled))
        } catch {
            let failure = note(error)
            guard failure.kind == .refused else { throw failure }
            let replies = try writeEach(session, records, settled, projects, mappings, now)
            return (replies, Handover.unknown.settling(settled))
        }
    }

    private func writeEach(
        _ session: WriteSession,
        _ records: ArraySlice<WriterQueue.Waiting>,
        _ settled: ArraySlice<SettledForward>,
        _ projects: [ProjectName: ProjectRecord],
        _ mappings: [MappingRecord]?,
        _ now: Timestamp
    ) throws(LedgerError) -> [RecordReply] {
        // An outcome that does not fit is dropped: its forward stays pending, and is sent once more.
        for one in settled { _ = try alone { () throws(SQLiteError) in try session.settle(one, now: now) } }
        for project in projects.values { _ = try alone { () throws(SQLiteError) in try session.report(project) } }
        if let mappings { _ = try alone { () throws(SQLiteError) in try session.reports.write(mappings) } }
        var replies: [RecordReply] = []
        for waiting in records {
            let result = try alone { () throws(SQLiteError) in try session.record(waiting.event) }
            replies.append(RecordReply(ticket: waiting.ticket, result: result, event: waiting.event))
        }
        return replies
    }

    /// Runs `body` in its own transaction; an entry that is refused is a result, other trouble is thrown.
    private func alone<Value>(
        _ body: () throws(SQLiteError) -> Value
    ) throws(LedgerError) -> Result<Value, LedgerError> {
        let session = try usableSession()
        do {
            return .success(try session.transaction(body))
        } catch {
            let failure = note(error)
            guard failure.kind == .refused else { throw failure }
            return .failure(failure)
        }
    }

    private func run(_ errand: Errand) -> Result<Void, LedgerError> {
        do {
            let session = try usableSession()
            do {
                try errand.run(session)
                queue.handOver(session.takeHandover())
                return .success(())
            } catch {
                return .failure(note(error))
            }
        } catch {
            return .failure(error)
        }
    }

    private func batchLength(_ records: ArraySlice<WriterQueue.Waiting>) -> Int {
        var bytes = 0
        var count = 0
        for waiting in records.prefix(Self.eventsInBatch) {
            bytes += waiting.event.body.count
            if bytes > Self.bytesInBatch, count > 0 { break }
            count += 1
        }
        return count
    }
}
