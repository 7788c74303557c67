/// Runs compiled patterns on short texts, one way to match after another; keeps its memory from one run to the next.
///
/// It remembers where it has been: an instruction that has led nowhere from a place in the text does so again. That bounds
/// the work as all ways at once do (`IRegexpPikeMachine`), finds the same match, and takes a fifth of the instructions for an
/// e-mail address; the memory grows with the text times the program, and so does the time to clear it.
struct IRegexpBacktracker: Sendable {
    /// The largest product of instructions and places in the text: 2 KiB to clear.
    private static let largest = 16_384

    /// The ways that are still to be tried, the most preferred last.
    private var ways: [IRegexpWay] = []
    /// A bit for each instruction at each place.
    private var tried: [UInt64] = []

    /// Whether the text is short enough for the program.
    static func takes(_ program: IRegexpProgram, textCount: Int) -> Bool {
        textCount < largest && program.instructions.count * (textCount + 1) <= largest
    }

    /// As `IRegexpMachine.run`.
    ///
    /// - Parameter text: one that it takes.
    mutating func run(
        _ program: IRegexpProgram,
        on text: UnsafeBufferPointer<UInt8>,
        _ mode: IRegexpMode,
        steps: inout Int
    ) -> IRegexpMatch? {
        forget(bits: program.instructions.count * (text.count + 1))
        let first = mode == .whole ? nil : program.firstOfASCII
        var start = 0
        while true {
            if let first {
                let before = start
                while start < text.count, text[start] < 0x80, !first.contains(text[start]) { start += 1 }
                steps -= (start - before) >> 3
            }
            ways.append(IRegexpWay(instruction: 0, position: Int32(start), groupStart: -1, groupEnd: -1))
            if let end = tryWays(program, text, mode, &steps) {
                ways.removeAll(keepingCapacity: true)
                let group = end.groupEnd >= 0 ? Int(end.groupStart)..<Int(end.groupEnd) : nil
                return IRegexpMatch(range: start..<Int(end.position), firstGroup: group)
            }
            guard steps >= 0, mode != .whole, start < text.count else {
                ways.removeAll(keepingCapacity: true)
                return nil
            }
            start += IRegexpProgram.decode(text, at: start).width
        }
    }

    private mutating func forget(bits: Int) {
        let words = bits >> 6 + 1
        let missing = words - tried.count
        if missing > 0 { tried.append(contentsOf: repeatElement(0, count: missing)) }
        tried.withUnsafeMutableBufferPointer { $0[..<words].update(repeating: 0) }
    }

    /// The end of the most preferred way that matches; nil when none does, or no steps are left.
    private mutating func tryWays(
        _ program: IRegexpProgram,
        _ text: UnsafeBufferPointer<UInt8>,
        _ mode: IRegexpMode,
        _ steps: inout Int
    ) -> IRegexpWay? {
        while var way = ways.popLast() {
            following: while true {
                let index = Int(way.instruction)
                let bit = index * (text.count + 1) + Int(way.position)
                let mask: UInt64 = 1 << UInt64(bit & 63)
                guard tried[bit >> 6] & mask == 0 else { break }
                tried[bit >> 6] |= mask
                steps -= 1
                guard steps >= 0 else { return nil }
                switch program.instructions[index] {
                case .accept:
                    if mode == .whole, Int(way.position) < text.count { break following }
                    return way
                case .scalar, .anyScalar, .set:
                    let (scalar, width) = IRegexpProgram.decode(text, at: Int(way.position))
                    guard width > 0, program.takes(scalar, at: index) else { break following }
                    way.position += Int32(width)
                    way.instruction += 1
                case .split(let preferred, let other):
                    var second = way
                    second.instruction = other
                    ways.append(second)
                    way.instruction = preferred
                case .jump(let target):
                    way.instruction = target
                case .groupStart:
                    way.groupStart = way.position
                    way.groupEnd = -1
                    way.instruction += 1
                case .groupEnd:
                    way.groupEnd = way.position
                    way.instruction += 1
                case .textStart:
                    guard way.position == 0 else { break following }
                    way.instruction += 1
                case .textEnd:
                    guard Int(way.position) == text.count else { break following }
                    way.instruction += 1
                }
            }
        }
        return nil
    }
}
