/// A compiled pattern of RFC 9485.
///
/// It is run as an automaton, all ways to match at once: time grows with the length of the text times the size of the
/// pattern and never faster, whatever the pattern.
///
/// The RFC's grammar has no anchors but lets `^` and `$` stand unescaped. They are read as everyone means them: `^` is
/// the beginning of the text where the pattern begins, `$` its end where the pattern ends; in other places both are
/// plain characters.
package struct IRegexp: Sendable {
    let program: IRegexpProgram

    /// Compiles a pattern.
    ///
    /// Refused are what RFC 9485 does not have and what needs more than 10,000 instructions when its counted
    /// repetitions are written out.
    package init(_ pattern: String) throws(IRegexpError) {
        try self.init(utf8: Array(pattern.utf8))
    }

    /// Compiles a pattern given as UTF-8.
    package init(utf8 pattern: [UInt8]) throws(IRegexpError) {
        program = IRegexpProgram(try IRegexpCompiler.compile(try IRegexpParser.parse(utf8: pattern)))
    }

    /// Whether the pattern matches the whole text, which is UTF-8.
    package func matches(whole text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { run(on: $0, .whole) } != nil
    }

    /// Whether the pattern matches any part of the text, which is UTF-8.
    package func search(in text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { run(on: $0, .anywhere) } != nil
    }

    /// The leftmost match in the text, which is UTF-8.
    ///
    /// Of several that begin there it is the one that the pattern's earlier alternatives and its longer repetitions
    /// give. A repetition that has taken something does not go round once more for the empty text.
    package func firstMatch(in text: [UInt8]) -> IRegexpMatch? {
        text.withUnsafeBufferPointer { run(on: $0, .first) }
    }

    private func run(on text: UnsafeBufferPointer<UInt8>, _ mode: IRegexpMode) -> IRegexpMatch? {
        var machine = IRegexpMachine()
        var steps = Int.max
        return machine.run(program, on: text, mode, steps: &steps)
    }
}
