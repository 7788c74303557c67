/// A compiled pattern, shared by all copies of it.
final class IRegexpProgram: Sendable {
    let instructions: [IRegexpInstruction]
    let sets: [ScalarSet]
    /// The scalars of ASCII that a match can begin with; nil where it may be empty or depends on where it stands.
    let firstOfASCII: ASCIISet?

    init(_ compiler: IRegexpCompiler) {
        instructions = compiler.instructions
        sets = compiler.sets
        firstOfASCII = Self.firstOfASCII(instructions, sets)
    }

    /// Whether the instruction at `index`, which waits for a character, takes this one.
    func takes(_ scalar: UInt32, at index: Int) -> Bool {
        switch instructions[index] {
        case .scalar(let wanted): scalar == wanted
        case .anyScalar: scalar != 0x0A && scalar != 0x0D
        case .set(let set): sets[Int(set)].contains(scalar)
        case .split, .jump, .groupStart, .groupEnd, .textStart, .textEnd, .accept: false
        }
    }

    private static func firstOfASCII(_ instructions: [IRegexpInstruction], _ sets: [ScalarSet]) -> ASCIISet? {
        var first = ASCIISet()
        var seen: Set<Int32> = []
        var waiting: [Int32] = [0]
        while let index = waiting.popLast() {
            guard seen.insert(index).inserted else { continue }
            switch instructions[Int(index)] {
            case .scalar(let scalar): first.insert { $0 == scalar }
            case .anyScalar: first.insert { $0 != 0x0A && $0 != 0x0D }
            case .set(let set): first.insert { sets[Int(set)].contains($0) }
            case .split(let one, let other): waiting += [one, other]
            case .jump(let target): waiting.append(target)
            case .groupStart, .groupEnd: waiting.append(index + 1)
            case .textStart, .textEnd, .accept: return nil
            }
        }
        return first
    }
}
