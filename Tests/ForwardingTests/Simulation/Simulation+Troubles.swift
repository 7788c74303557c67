import Domain
import TestSupport

@testable import Forwarding
@testable import Ledger

// What goes wrong, and the end.
extension Simulation {
    /// The writer does not begin another batch from now on, or does again.
    func toggleBrake() throws {
        guard !isFaulty else { return }
        if clock.brake {
            try release()
        } else {
            try settle()
            clock.brake = true
            note("brake")
        }
    }

    private func release() throws {
        clock.brake = false
        note("release")
        model.writeAll()
        try settle()
    }

    func toggleFaults() throws {
        guard !clock.brake else { return }
        if isFaulty {
            try recover()
        } else {
            try settle()
            let effects: [FaultyDisk.Effect] = [.fails, .full, .short]
            let operations: [FaultyDisk.Operations] = [.writes, .syncs, .changes]
            isFaulty = true
            disk.plan(effects[pick(3)], operations[pick(3)], of: .log, from: 1 + pick(4), count: 1 + pick(12))
            note("disk fails")
        }
    }

    private func recover() throws {
        disk.recover()
        note("disk is well")
        // An event or an errand shows that the trouble is over; outcomes that could not be written come first.
        for _ in 0..<20 {
            if (try? writer.perform { _ in }) != nil, writer.trouble == nil { break }
        }
        isFaulty = false
        adoptReplies()
        adoptRefused()
        model.writeAll()
        try settle()
        refused = []
    }

    func end() throws {
        switch pick(4) {
        case 0 where !isFaulty:
            note("restart")
            try restart()
        case 1 where !isFaulty:
            note("kill")
            try settle()
            try crash(copyOfFiles())
        case 2:
            let kept = [0, 50, 100][pick(3)]
            note("power cut \(kept)")
            try settle()
            try crash(disk.afterPowerCut(seed: random.next(), keptPercent: kept))
        default:
            guard writes else { return }
            note("look")
            try check()
            try checkThatNoneWaits()
        }
        if writes { try settle() }
    }

    /// All goes well from here on: everything that is owed arrives.
    func drain() throws {
        note("drain")
        if clock.brake { try release() }
        if isFaulty { try recover() }
        reload(hasCredentials: true)
        for _ in 0..<2_000 where !hasFailed {
            try settle()
            if let held = endpoint.held.first {
                try answer(held, .delivered)
            } else if model.owed.values.contains(where: { $0.state == .pending && !$0.isGone }) {
                try check()
                clock.advance(.minutes(65))
            } else {
                break
            }
        }
        try check()
        for (payload, one) in model.owed where one.state == .pending && !one.isGone { fail("\(payload) is stuck") }
    }
}
