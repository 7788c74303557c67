import Foundation

/// The figures, printed as they come.
struct Report {
    private struct Figure: Codable {
        let name: String
        /// Of a body, on average.
        let bytes: Int
        /// Of the processor, for a body: the least of several rounds, which noise can only add to.
        let nanoseconds: Double
        /// For a body; nil when nothing counts them.
        let allocations: Double?
    }

    private static let rounds = 7
    /// How long a round lasts at least.
    private static let roundLength: UInt64 = 60_000_000

    private var figures: [Figure] = []
    private let allocations = AllocationCounter()
    private let only: Piece?

    init(only: Piece? = nil) {
        self.only = only
    }

    /// Measures `work`, which returns how many bodies it has dealt with.
    mutating func measure(_ name: String, bytes: Int, _ work: () throws -> Int) rethrows {
        if let only {
            guard name == only.name else { return }
            var bodies = 0
            for _ in 0..<only.times { bodies += try work() }
            return print(bodies)
        }
        // The first time pays for what is made once.
        var bodies = try work()
        let before = allocations?.count ?? 0
        bodies = try work()
        let allocated = allocations.map { Double($0.count - before) / Double(bodies) }
        var least = Double.infinity
        for _ in 0..<Self.rounds {
            var done = 0
            let start = Self.processorTime()
            var took: UInt64 = 0
            while took < Self.roundLength {
                done += try work()
                took = Self.processorTime() - start
            }
            least = min(least, Double(took) / Double(done))
        }
        figures.append(Figure(name: name, bytes: bytes, nanoseconds: least.rounded(), allocations: allocated))
        let shown = allocated.map { String(format: "%8.1f", $0) } ?? "       -"
        print(String(format: "%9.0f ns %@ allocations %6d bytes  ", least, shown, bytes) + name)
    }

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(figures).write(to: file)
    }

    /// In nanoseconds; time that others take from the machine does not count.
    private static func processorTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
