/// The one piece to run so many times and not to measure: for a profiler, or for callgrind, which counts instructions.
struct Piece {
    let name: String
    let times: Int

    /// From the arguments that follow the program's own two; nil when there are none.
    init?(_ arguments: ArraySlice<String>) throws {
        guard let name = arguments.first else { return nil }
        guard arguments.count == 2, let times = arguments.last.flatMap({ Int($0) }) else {
            throw Problem(text: "behind the output file: PIECE TIMES")
        }
        self.name = name
        self.times = times
    }
}
