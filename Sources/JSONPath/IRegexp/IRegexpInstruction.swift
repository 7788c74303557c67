/// A step of a compiled pattern.
enum IRegexpInstruction: Sendable {
    /// Takes this Unicode scalar.
    case scalar(UInt32)
    /// Takes any scalar but line feed and carriage return.
    case anyScalar
    /// Takes a scalar of this set.
    case set(Int32)
    /// Goes on at both places, the first preferred.
    case split(Int32, Int32)
    case jump(Int32)
    case groupStart
    case groupEnd
    /// Goes on only at the beginning of the text.
    case textStart
    /// Goes on only at the end of the text.
    case textEnd
    case accept
}
