internal import Domain
internal import Intake
internal import Ledger
internal import Linux
internal import Mappings

/// `events remap`: maps kept events by the mapping files as they are now.
struct EventRemap {
    let selection: RemapSelection
    let configuration: Configuration
    let console: Console
    /// Whether to go ahead without asking.
    let isAgreed: Bool

    func run() throws(LedgerError) -> ExitCode {
        let mappings: MappingSet
        do {
            mappings = try MappingSet(folder: configuration.mappings)
        } catch {
            console.fail(StartError(mappings: error).description)
            return .failure
        }
        let reader = try LedgerReader(path: configuration.database)
        var total: Int?
        if case .all(let state, let source, let since) = selection {
            let count = try reader.eventCount(in: state, of: source, since: since)
            guard count > 0 else {
                console.note("no event \(source.map { "of \($0) " } ?? "")is \(state)")
                return .success
            }
            total = count
            if !isAgreed {
                let forecast = try survey(reader, mappings, of: count)
                console.note("\(Counted.text(count, "\(state) event")), by the mapping files as they are now:")
                for line in forecast.forecast { console.note("  \(line)") }
                console.note("An action that was sent before is not sent again.")
                guard console.confirms("Remap?") else {
                    console.note("nothing was changed")
                    return .failure
                }
            }
        }
        let tally = try apply(reader, mappings, of: total)
        for id in tally.unknown { console.fail("no event \(id) in \(configuration.database)") }
        if tally.seen > tally.unknown.count { console.print(tally.account.joined(separator: "\n")) }
        return tally.isComplete ? .success : .failure
    }

    /// Maps everything and writes nothing.
    private func survey(
        _ reader: borrowing LedgerReader,
        _ mappings: MappingSet,
        of total: Int
    ) throws(LedgerError) -> RemapTally {
        var tally = RemapTally()
        var pages = RemapPages(selection)
        while let ids = try pages.next(reader) {
            for id in ids { tally.add(try RemapStep(id, mappings, reader)) }
            console.progress("\(tally.seen) of \(Counted.text(total, "event")) looked at")
        }
        console.endProgress()
        return tally
    }

    private func apply(
        _ reader: borrowing LedgerReader,
        _ mappings: MappingSet,
        of total: Int?
    ) throws(LedgerError) -> RemapTally {
        let editor = try LedgerEditor(path: configuration.database)
        var tally = RemapTally()
        var pages = RemapPages(selection)
        while let ids = try pages.next(reader) {
            var steps: [RemapStep] = []
            for id in ids { steps.append(try RemapStep(id, mappings, reader)) }
            let events = steps.compactMap { step -> RemappedEvent? in
                guard case .remapped(let event, _) = step else { return nil }
                return event
            }
            let now = Timestamp.now()
            var recorded = try editor.remap(events, now: now)[...]
            for step in steps {
                guard case .remapped(let event, _) = step else {
                    tally.add(step)
                    continue
                }
                // nil: it went away between the reading and the writing.
                let written = recorded.popFirst() ?? nil
                tally.add(written == nil ? .unknown(event.id) : step, recorded: written)
            }
            console.progress("\(tally.seen)\(total.map { " of \($0)" } ?? "") events mapped")
        }
        console.endProgress()
        return tally
    }
}
