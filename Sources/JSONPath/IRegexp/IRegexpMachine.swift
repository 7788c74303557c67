/// Runs compiled patterns, each in the way that suits the text; keeps its memory from one run to the next.
struct IRegexpMachine: Sendable {
    private var backtracker = IRegexpBacktracker()
    private var pike = IRegexpPikeMachine()

    /// The match that `mode` asks for, or nil: no match, or no steps left.
    ///
    /// - Parameter steps: how many steps the run may take, less those that it took; negative when it gave up.
    mutating func run(
        _ program: IRegexpProgram,
        on text: UnsafeBufferPointer<UInt8>,
        _ mode: IRegexpMode,
        steps: inout Int
    ) -> IRegexpMatch? {
        if IRegexpBacktracker.takes(program, textCount: text.count) {
            return backtracker.run(program, on: text, mode, steps: &steps)
        }
        return pike.run(program, on: text, mode, steps: &steps)
    }
}
