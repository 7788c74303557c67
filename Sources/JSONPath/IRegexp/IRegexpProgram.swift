/// A compiled pattern, shared by all copies of it.
final class IRegexpProgram: Sendable {
    let instructions: [IRegexpInstruction]
    let sets: [ScalarSet]

    init(_ compiler: IRegexpCompiler) {
        instructions = compiler.instructions
        sets = compiler.sets
    }
}
