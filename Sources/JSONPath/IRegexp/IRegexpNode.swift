/// A piece of a pattern as it is written.
indirect enum IRegexpNode {
    case scalar(Unicode.Scalar)
    /// `.`: any character but line feed and carriage return.
    case anyScalar
    case set(ScalarSet)
    /// `^`, which is an anchor only where the pattern begins.
    case caret
    /// `$`, which is an anchor only where the pattern ends.
    case dollar
    case sequence([IRegexpNode])
    case alternatives([IRegexpNode])
    /// Without an upper bound when `most` is nil.
    case repetition(IRegexpNode, least: Int, most: Int?)
    /// The first group of the pattern; the others need no node of their own.
    case firstGroup(IRegexpNode)
}
