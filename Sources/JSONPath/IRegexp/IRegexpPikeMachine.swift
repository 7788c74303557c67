/// Runs compiled patterns with all ways to match at once; keeps its memory from one run to the next.
///
/// A Pike machine: for each character of the text a list of threads, each at one instruction, in order of preference.
/// An instruction stands in the list at most once, which bounds the work for each character by the program's size.
struct IRegexpPikeMachine: Sendable {
    private var threads: [IRegexpThread] = []
    private var nextThreads: [IRegexpThread] = []
    private var follower = IRegexpFollower()

    /// As `IRegexpMachine.run`.
    mutating func run(
        _ program: IRegexpProgram,
        on text: UnsafeBufferPointer<UInt8>,
        _ mode: IRegexpMode,
        steps: inout Int
    ) -> IRegexpMatch? {
        threads.removeAll(keepingCapacity: true)
        follower.begin(program, textCount: text.count)
        var best: IRegexpThread?
        var bestEnd = 0
        var position = 0
        let first = mode == .whole ? nil : program.firstOfASCII
        while true {
            if let first, threads.isEmpty, best == nil {
                let start = position
                while position < text.count, text[position] < 0x80, !first.contains(text[position]) { position += 1 }
                steps -= (position - start) >> 3
            }
            if best == nil, mode != .whole || position == 0 {
                let start = IRegexpThread(instruction: 0, start: Int32(position), groupStart: -1, groupEnd: -1)
                steps -= follower.follow(start, in: program, at: position, to: &threads)
            }
            guard !threads.isEmpty || (best == nil && mode != .whole) else { break }
            let (scalar, width) = IRegexpProgram.decode(text, at: position)
            follower.beginList()
            nextThreads.removeAll(keepingCapacity: true)
            steps -= threads.count
            guard steps >= 0 else { return nil }
            stepping: for thread in threads {
                switch program.instructions[Int(thread.instruction)] {
                case .accept:
                    if mode == .whole, position < text.count { continue }
                    best = thread
                    bestEnd = position
                    if mode != .first { return Self.match(thread, end: position) }
                    // What comes later in the list is less preferred than this match.
                    break stepping
                case .scalar, .anyScalar, .set:
                    guard width > 0, program.takes(scalar, at: Int(thread.instruction)) else { continue }
                case .split, .jump, .groupStart, .groupEnd, .textStart, .textEnd:
                    preconditionFailure("instruction \(thread.instruction) takes nothing and waits in a list")
                }
                var moved = thread
                moved.instruction += 1
                steps -= follower.follow(moved, in: program, at: position + width, to: &nextThreads)
            }
            guard width > 0 else { break }
            swap(&threads, &nextThreads)
            position += width
        }
        return best.map { Self.match($0, end: bestEnd) }
    }

    private static func match(_ thread: IRegexpThread, end: Int) -> IRegexpMatch {
        let group = thread.groupEnd >= 0 ? Int(thread.groupStart)..<Int(thread.groupEnd) : nil
        return IRegexpMatch(range: Int(thread.start)..<end, firstGroup: group)
    }
}
