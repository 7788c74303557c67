extension JSONNode {
    /// The values of an array or of an object, in order; none for scalars.
    @inlinable package var elements: JSONElements {
        JSONElements(of: self)
    }

    /// The names and values of an object, in order; none for anything else.
    @inlinable package var members: JSONMembers {
        JSONMembers(of: self)
    }

    /// The element at `index`; nil for anything but an array, or where it ends before that.
    ///
    /// Costs a step for each element before it.
    package subscript(index: Int) -> JSONNode? {
        let cell = cell
        guard cell.kind == .array, index >= 0, index < cell.count else { return nil }
        var child = self.index + 1
        for _ in 0..<index { child = tape.cells[Int(child)].link }
        return JSONNode(tape: tape, index: child)
    }

    /// The member of that name; nil for anything but an object, or where there is none.
    package subscript(name: String) -> JSONNode? {
        var name = name
        return name.withUTF8 { member(named: $0) }
    }

    /// The member of that name, as UTF-8.
    package func member(named name: [UInt8]) -> JSONNode? {
        name.withUnsafeBufferPointer { member(named: $0) }
    }

    /// The member of that name, as UTF-8.
    ///
    /// Names are compared decoded; nothing is allocated. Of a name given twice in `.jsonc`, the first.
    package func member(named name: UnsafeBufferPointer<UInt8>) -> JSONNode? {
        let cell = cell
        guard cell.kind == .object else { return nil }
        let cells = tape.cells
        let end = cell.link
        // With its quotes.
        let length = UInt32(truncatingIfNeeded: name.count) &+ 2
        var index = self.index &+ 1
        while index < end {
            let candidate = cells + Int(index)
            // Most names are told apart by their lengths. One branch after the other: as one condition, both were computed
            // for every name, a third of the instructions of this loop, which is the longest that a mapping makes.
            if candidate.pointee.endOffset &- candidate.pointee.offset == length {
                // Of so many bytes, a name with escapes has a shorter text.
                if !candidate.pointee.isEscaped,
                    NameText.areEqual(tape.start + candidate.pointee.content.lowerBound, name)
                {
                    return JSONNode(tape: tape, index: index &+ 1)
                }
            } else if candidate.pointee.isEscaped, isName(candidate.pointee, name) {
                return JSONNode(tape: tape, index: index &+ 1)
            }
            index = candidate[1].link
        }
        return nil
    }

    /// For names with escapes: apart from the loop that asks, so that its registers stay free.
    @inline(never)
    private func isName(_ candidate: TapeCell, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        NameText.isEqual(candidate, to: name, start: tape.start)
    }
}
