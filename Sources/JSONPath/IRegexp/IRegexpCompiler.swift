/// Turns a pattern into the instructions of an automaton.
///
/// Counted repetitions are written out (`a{2,4}` becomes `aa(a(a)?)?`), so a pattern may need more instructions than it
/// has letters: at most `largestProgram`, which bounds the time that a match takes for each character of the text.
struct IRegexpCompiler {
    private(set) var instructions: [IRegexpInstruction] = []
    private(set) var sets: [ScalarSet] = []

    /// `.{1,1000}` needs 2,000; a pattern that needs more than this is refused.
    static let largestProgram = 10_000

    static func compile(_ node: IRegexpNode) throws(IRegexpError) -> IRegexpCompiler {
        var compiler = IRegexpCompiler()
        try compiler.write(node, isAtStart: true, isAtEnd: true)
        try compiler.write(.accept)
        return compiler
    }

    private var end: Int32 { Int32(instructions.count) }

    private mutating func write(_ instruction: IRegexpInstruction) throws(IRegexpError) {
        guard instructions.count < Self.largestProgram else {
            throw IRegexpError(
                offset: 0,
                reason: "the pattern needs more than \(Self.largestProgram) steps written out; use smaller counts"
            )
        }
        instructions.append(instruction)
    }

    private mutating func write(_ node: IRegexpNode, isAtStart: Bool, isAtEnd: Bool) throws(IRegexpError) {
        switch node {
        case .scalar(let scalar): try write(.scalar(scalar.value))
        case .anyScalar: try write(.anyScalar)
        case .set(let set):
            try write(.set(Int32(sets.count)))
            sets.append(set)
        case .caret: try write(isAtStart ? .textStart : .scalar(0x5E))
        case .dollar: try write(isAtEnd ? .textEnd : .scalar(0x24))
        case .sequence(let pieces):
            for (index, piece) in pieces.enumerated() {
                let isFirst = index == 0
                let isLast = index == pieces.count - 1
                try write(piece, isAtStart: isAtStart && isFirst, isAtEnd: isAtEnd && isLast)
            }
        case .alternatives(let branches):
            try writeAlternatives(branches, isAtStart: isAtStart, isAtEnd: isAtEnd)
        case .repetition(let piece, let least, let most):
            try writeRepetition(of: piece, least: least, most: most)
        case .firstGroup(let inner):
            try write(.groupStart)
            try write(inner, isAtStart: isAtStart, isAtEnd: isAtEnd)
            try write(.groupEnd)
        }
    }

    private mutating func writeAlternatives(
        _ branches: [IRegexpNode],
        isAtStart: Bool,
        isAtEnd: Bool
    ) throws(IRegexpError) {
        var jumps = [Int]()
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try write(branch, isAtStart: isAtStart, isAtEnd: isAtEnd)
                break
            }
            let split = instructions.count
            try write(.split(0, 0))
            try write(branch, isAtStart: isAtStart, isAtEnd: isAtEnd)
            jumps.append(instructions.count)
            try write(.jump(0))
            instructions[split] = .split(Int32(split + 1), end)
        }
        for jump in jumps { instructions[jump] = .jump(end) }
    }

    private mutating func writeRepetition(of piece: IRegexpNode, least: Int, most: Int?) throws(IRegexpError) {
        guard most != 0 else {
            // Written all the same, behind a jump over it: a group in it is the pattern's, though it never takes part.
            let jump = instructions.count
            try write(.jump(0))
            try write(piece, isAtStart: false, isAtEnd: false)
            instructions[jump] = .jump(end)
            return
        }
        for _ in 0..<least {
            let before = instructions.count
            try write(piece, isAtStart: false, isAtEnd: false)
            // A piece that needs no instruction is empty, however often it is repeated.
            guard instructions.count > before else { return }
        }
        guard let most else {
            let split = instructions.count
            try write(.split(0, 0))
            try write(piece, isAtStart: false, isAtEnd: false)
            try write(.jump(Int32(split)))
            instructions[split] = .split(Int32(split + 1), end)
            return
        }
        var splits = [Int]()
        for _ in least..<max(least, most) {
            splits.append(instructions.count)
            try write(.split(0, 0))
            try write(piece, isAtStart: false, isAtEnd: false)
        }
        for split in splits { instructions[split] = .split(Int32(split + 1), end) }
    }
}
