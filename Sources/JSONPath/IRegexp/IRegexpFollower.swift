/// Follows the instructions that take nothing, from one character of the text to the next.
struct IRegexpFollower: Sendable {
    private var stack: [IRegexpThread] = []
    /// For each instruction, the last list of threads that it was put in.
    private var marks: [UInt64] = []
    private var list: UInt64 = 0
    private var textCount = 0

    /// Begins a run on a text of so many bytes, and its first list.
    mutating func begin(_ program: IRegexpProgram, textCount: Int) {
        let missing = program.instructions.count - marks.count
        if missing > 0 { marks.append(contentsOf: repeatElement(0, count: missing)) }
        self.textCount = textCount
        beginList()
    }

    /// Begins a list in which no instruction stands yet.
    mutating func beginList() {
        list += 1
    }

    /// Puts the instructions that wait for a character, and that the thread comes to, in the list.
    ///
    /// One that stands there already is left out: the thread that came first is preferred.
    ///
    /// - Parameter position: the UTF-8 offset in the text that the thread has come to.
    /// - Returns: how many steps it took.
    mutating func follow(
        _ thread: IRegexpThread,
        in program: IRegexpProgram,
        at position: Int,
        to threads: inout [IRegexpThread]
    ) -> Int {
        var steps = 0
        stack.append(thread)
        while var thread = stack.popLast() {
            let index = Int(thread.instruction)
            guard marks[index] != list else { continue }
            marks[index] = list
            steps += 1
            switch program.instructions[index] {
            case .scalar, .anyScalar, .set, .accept:
                threads.append(thread)
                continue
            case .split(let preferred, let other):
                var second = thread
                second.instruction = other
                stack.append(second)
                thread.instruction = preferred
            case .jump(let target):
                thread.instruction = target
            case .groupStart:
                thread.groupStart = Int32(position)
                thread.groupEnd = -1
                thread.instruction += 1
            case .groupEnd:
                thread.groupEnd = Int32(position)
                thread.instruction += 1
            case .textStart:
                guard position == 0 else { continue }
                thread.instruction += 1
            case .textEnd:
                guard position == textCount else { continue }
                thread.instruction += 1
            }
            stack.append(thread)
        }
        return steps
    }
}
