package import Domain

/// What the writer's commits mean for the forwarder, handed over in memory so that it need not read it from the ledger.
///
/// Says nothing that is not on disk, and no more than `limit` forwards: the ledger stays the only queue, and what is not
/// handed over is read from there. Measured: reading each forward back cost the forwarder a fifth of its time, since every
/// commit empties the page cache of its connection.
package struct Handover: Sendable {
    /// How many forwards are held at most.
    package static let limit = 256
    /// Forwards with a longer payload, in bytes, are left to be read: a few large ones must not add up.
    static let payloadLimit = 8_192

    /// Forwards that were recorded and are due, in the order of their ids.
    package private(set) var due: [Forward] = []
    /// The ids of forwards whose outcome is on disk.
    package private(set) var settled: [Int64] = []
    /// Whether others may have become due, or will at a time that was not known: the ledger is to be read.
    ///
    /// Also true when someone else has committed before one of the commits that are handed over.
    package private(set) var isPartial: Bool

    /// What says only that anything may have changed.
    static let unknown = Handover(isPartial: true)

    init(isPartial: Bool = false) {
        self.isPartial = isPartial
    }

    /// Whether nothing was committed that means anything for the forwarder.
    package var isEmpty: Bool { due.isEmpty && settled.isEmpty && !isPartial }

    /// A forward was recorded, and is due.
    mutating func add(_ forward: Forward) {
        guard due.count < Self.limit, forward.payload.count <= Self.payloadLimit else {
            isPartial = true
            return
        }
        due.append(forward)
    }

    /// Something became due that is not handed over.
    mutating func notePartial() {
        isPartial = true
    }

    /// The same with outcomes that are on disk by it.
    func settling(_ outcomes: ArraySlice<SettledForward>) -> Handover {
        var handover = self
        handover.settled += outcomes.lazy.map(\.id)
        return handover
    }

    /// Adds what a later commit has changed.
    mutating func append(_ later: Handover) {
        // Mostly all before is taken, and no forward need be copied.
        if isEmpty {
            self = later
            return
        }
        for forward in later.due { add(forward) }
        settled += later.settled
        isPartial = isPartial || later.isPartial
    }
}
