/// Makes the tape of a document with names given twice: the last value stands at the first one's place.
///
/// One pass at the end of parsing, so that the cost does not depend on how deep such objects nest.
struct TapeCompactor {
    private let old: UnsafeMutablePointer<TapeCell>
    private let new: UnsafeMutablePointer<TapeCell>
    private var count = 0

    /// The new tape; the old one is freed.
    static func compacted(_ tape: Tape) -> Tape {
        let result = Tape(bytes: tape.bytes, start: tape.start, capacity: tape.cellCount)
        var compactor = TapeCompactor(old: tape.cells, new: result.cells)
        compactor.copy(0)
        result.cellCount = compactor.count
        tape.deallocate()
        return result
    }

    private init(old: UnsafeMutablePointer<TapeCell>, new: UnsafeMutablePointer<TapeCell>) {
        self.old = old
        self.new = new
    }

    private mutating func copy(_ index: Int) {
        let place = count
        append(old[index])
        switch old[index].kind {
        case .object: new[place].count = copyMembers(of: index)
        case .array: copyElements(of: index)
        default: break
        }
        new[place].link = UInt32(count)
    }

    private mutating func copyElements(of index: Int) {
        var element = index + 1
        while element < Int(old[index].link) {
            copy(element)
            element = Int(old[element].link)
        }
    }

    /// Returns how many members are left.
    private mutating func copyMembers(of index: Int) -> Int {
        var members = 0
        var name = index + 1
        while name < Int(old[index].link) {
            if old[name].mark != .dropped {
                members += 1
                append(old[name])
                copy(old[name].mark == .replaced ? Int(old[name].link) : name + 1)
            }
            name = Int(old[name + 1].link)
        }
        return members
    }

    private mutating func append(_ cell: TapeCell) {
        (new + count).initialize(to: cell)
        count += 1
    }
}
