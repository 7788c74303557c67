/// Finds names that an object has twice, as objects close.
///
/// In `.jsonc` they are listed. In `.json` they are marked, which the compactor then acts on.
struct DuplicateNames {
    /// Indexes of later names; only in `.jsonc`.
    private(set) var found: [UInt32] = []
    /// Whether the tape has names that are marked.
    private(set) var hasReplaced = false

    private let start: UnsafePointer<UInt8>
    private let keepsAll: Bool

    private static let comparedMembers = 64

    init(start: UnsafePointer<UInt8>, keepsAll: Bool) {
        self.start = start
        self.keepsAll = keepsAll
    }

    /// Whether an object may have the name at `name`, its last so far, twice: where the same hash stands before it.
    ///
    /// Past so many members that each would be compared with too many it is taken for granted.
    static func mayHaveTwin(_ name: Int, ofObject index: Int, members: Int, in cells: UnsafeMutablePointer<TapeCell>)
        -> Bool
    {
        guard members < comparedMembers else { return true }
        let hash = cells[name].link
        var earlier = index &+ 1
        while earlier < name {
            if cells[earlier].link == hash { return true }
            earlier = Int(cells[earlier &+ 1].link)
        }
        return false
    }

    /// Looks at all names of the object whose cell is at `index`, which has just been closed.
    ///
    /// Puts them into a table of hashes that a sender cannot foresee.
    @inline(never)
    mutating func search(object index: Int, in cells: UnsafeMutablePointer<TapeCell>) {
        let end = Int(cells[index].link)
        var size = 16
        while size < cells[index].count * 2 { size *= 2 }
        var table = [UInt32](repeating: 0, count: size)
        var name = index + 1
        while name < end {
            let next = Int(cells[name + 1].link)
            var slot = strongHash(of: cells[name]) & (size - 1)
            while table[slot] != 0, !NameText.isEqual(cells[Int(table[slot])], to: cells[name], start: start) {
                slot = (slot + 1) & (size - 1)
            }
            if table[slot] == 0 {
                table[slot] = UInt32(name)
            } else {
                note(name, sameAs: Int(table[slot]), in: cells)
            }
            name = next
        }
    }

    private mutating func note(_ name: Int, sameAs first: Int, in cells: UnsafeMutablePointer<TapeCell>) {
        if keepsAll {
            found.append(UInt32(name))
        } else {
            hasReplaced = true
            cells[first].link = UInt32(name + 1)
            cells[first].mark = .replaced
            cells[name].mark = .dropped
        }
    }

    private func strongHash(of name: TapeCell) -> Int {
        EscapedText.withText(of: name, start: start) { text in
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(text))
            return hasher.finalize()
        }
    }
}
