/// Elements that grow at the end, in memory that has one owner.
///
/// For what is written piece by piece for every event. An array asks at every append whether somebody else holds its
/// storage, and hands out its bytes by closures: a sixth of the instructions of an event's mapping.
///
/// Belongs to one thread. What lies in it is forgotten, not deinitialised: elements are plain bits.
@usableFromInline
package struct UniqueBuffer<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var start: UnsafeMutablePointer<Element>
    /// How many elements there are.
    @usableFromInline package private(set) var count = 0
    /// How many there may be before the memory grows.
    @usableFromInline package private(set) var capacity: Int

    /// Allocates room for so many elements, at least one.
    @inlinable
    package init(capacity: Int = 16) {
        self.capacity = max(1, capacity)
        start = .allocate(capacity: max(1, capacity))
    }

    deinit {
        start.deallocate()
    }

    @inlinable package var isEmpty: Bool { count == 0 }

    /// All elements; valid until the buffer is changed or ends.
    ///
    /// A buffer may end with its last use: of one that nobody keeps for longer, ask for `contents`, or `lend` it.
    @inlinable package var elements: UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: start, count: count)
    }

    /// All elements, copied.
    @inlinable package var contents: [Element] { Array(elements) }

    /// Lends all elements to `body`, for as long as it runs.
    @inlinable
    package func lend<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
        body(elements)
    }

    @inlinable
    package subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count, "an element beyond the end")
            return start[index]
        }
        set {
            precondition(index >= 0 && index < count, "an element beyond the end")
            start[index] = newValue
        }
    }

    /// The elements of a range; valid until the buffer is changed or ends.
    @inlinable
    package subscript(range: Range<Int>) -> UnsafeBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "elements beyond the end")
        return UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
    }

    @inlinable
    @inline(__always)
    package mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        start[count] = element
        count += 1
    }

    /// Appends elements that lie elsewhere, not in this buffer.
    @inlinable
    @inline(__always)
    package mutating func append(_ elements: UnsafeBufferPointer<Element>) {
        reserve(elements.count)
        guard let source = elements.baseAddress else { return }
        // Not by `update`, which asks first whether the two overlap.
        (start + count).initialize(from: source, count: elements.count)
        count &+= elements.count
    }

    @inlinable
    package mutating func append(_ elements: [Element]) {
        elements.withUnsafeBufferPointer { append($0) }
    }

    /// Appends what `body` writes to the memory it is lent, for at most so many elements; it says how many there are.
    @inlinable
    @inline(__always)
    package mutating func append(atMost most: Int, _ body: (UnsafeMutablePointer<Element>) -> Int) {
        reserve(most)
        let written = body(start + count)
        precondition(written >= 0 && written <= most, "more was written than there was room for")
        count += written
    }

    /// Puts an element before the one at `index`, or at the end.
    @inlinable
    package mutating func insert(_ element: Element, at index: Int) {
        precondition(index >= 0 && index <= count, "a place beyond the end")
        if count == capacity { grow(to: count + 1) }
        (start + index + 1).update(from: start + index, count: count - index)
        start[index] = element
        count += 1
    }

    @inlinable
    package mutating func sort(by precedes: (Element, Element) -> Bool) {
        var elements = UnsafeMutableBufferPointer(start: start, count: count)
        elements.sort(by: precedes)
    }

    /// Drops what is behind the first `count` elements.
    @inlinable
    package mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "there are not so many elements")
        self.count = count
    }

    /// Drops all elements and keeps the memory.
    @inlinable
    package mutating func removeAll() {
        count = 0
    }

    /// Makes room for so many more elements.
    @inlinable
    @inline(__always)
    package mutating func reserve(_ more: Int) {
        if capacity &- count < more { grow(to: count + more) }
    }

    /// Moves to memory that is at least twice as large.
    @usableFromInline
    @inline(never)
    mutating func grow(to least: Int) {
        let capacity = max(least, 2 * capacity)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
        self.capacity = capacity
    }
}

extension UniqueBuffer<UInt8> {
    @inlinable
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    @inlinable
    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a number's decimal digits, with a minus sign before those of a negative one.
    package mutating func append(decimal number: Int) {
        // Nineteen digits and the sign.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = number.magnitude
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                first -= 1
                digits[first] = UInt8(ascii: "-")
            }
            append(UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }
}
