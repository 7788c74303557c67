/// A tape that grows while the parser appends to it.
struct TapeBuilder: ~Copyable {
    private var tape: Tape
    private(set) var cells: UnsafeMutablePointer<TapeCell>
    private(set) var count = 0
    private var capacity: Int
    private var isTaken = false

    init(bytes: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, capacity: Int) {
        tape = Tape(bytes: bytes, start: start, capacity: capacity)
        cells = tape.cells
        self.capacity = capacity
    }

    deinit {
        if !isTaken { tape.deallocate() }
    }

    @inline(__always)
    mutating func append(_ cell: TapeCell) {
        if count == capacity { grow() }
        (cells + count).initialize(to: cell)
        count &+= 1
    }

    /// The finished tape, which is the caller's to free.
    consuming func take() -> Tape {
        tape.cellCount = count
        isTaken = true
        return tape
    }

    @inline(never)
    private mutating func grow() {
        let bigger = Tape(bytes: tape.bytes, start: tape.start, capacity: capacity * 2)
        bigger.cells.moveInitialize(from: cells, count: count)
        tape.deallocate()
        tape = bigger
        cells = bigger.cells
        capacity *= 2
    }
}
