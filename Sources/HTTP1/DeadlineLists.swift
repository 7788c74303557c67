/// The deadlines of all connections, by slot: setting, clearing and finding the next one cost the same however many
/// there are.
///
/// All deadlines of a kind are equally long, so one that is set now ends after all of its kind that were set before: a
/// list per kind, new ones at its tail, is always in order, and its head ends first. A connection has one at most.
struct DeadlineLists {
    private struct Link {
        var previous: Int32 = -1
        var next: Int32 = -1
        var deadline: Deadline?
    }

    private struct Ends {
        var first: Int32 = -1
        var last: Int32 = -1
    }

    private var links: [Link] = []
    private var ends = [Ends](repeating: Ends(), count: Deadline.Kind.allCases.count)

    /// Replaces the deadline of a slot; nil clears it.
    mutating func set(_ deadline: Deadline?, of slot: Int) {
        while links.count <= slot { links.append(Link()) }
        guard links[slot].deadline != deadline else { return }
        unlink(slot)
        guard let deadline else { return }
        let list = Int(deadline.kind.rawValue)
        links[slot] = Link(previous: ends[list].last, next: -1, deadline: deadline)
        if ends[list].last >= 0 {
            links[Int(ends[list].last)].next = Int32(slot)
        } else {
            ends[list].first = Int32(slot)
        }
        ends[list].last = Int32(slot)
    }

    /// The moment at which the next deadline ends; nil when there is none.
    var next: Int64? {
        ends.compactMap { $0.first >= 0 ? links[Int($0.first)].deadline?.at : nil }.min()
    }

    /// The slot whose deadline of that kind ends first; nil when there is none.
    func first(_ kind: Deadline.Kind) -> Int? {
        let slot = ends[Int(kind.rawValue)].first
        return slot >= 0 ? Int(slot) : nil
    }

    /// The slot whose deadline of that kind ends first among those that `isMeant` takes; nil when there is none.
    func first(_ kind: Deadline.Kind, where isMeant: (Int) -> Bool) -> Int? {
        var slot = ends[Int(kind.rawValue)].first
        while slot >= 0, !isMeant(Int(slot)) { slot = links[Int(slot)].next }
        return slot >= 0 ? Int(slot) : nil
    }

    /// A slot whose deadline has passed; nil when none has.
    func due(at microseconds: Int64) -> Int? {
        for end in ends where end.first >= 0 {
            if let deadline = links[Int(end.first)].deadline, deadline.at <= microseconds { return Int(end.first) }
        }
        return nil
    }

    private mutating func unlink(_ slot: Int) {
        let link = links[slot]
        guard let kind = link.deadline?.kind else { return }
        let list = Int(kind.rawValue)
        if link.previous >= 0 { links[Int(link.previous)].next = link.next } else { ends[list].first = link.next }
        if link.next >= 0 { links[Int(link.next)].previous = link.previous } else { ends[list].last = link.previous }
        links[slot] = Link()
    }
}
