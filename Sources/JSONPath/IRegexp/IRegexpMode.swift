/// What is asked of a pattern.
enum IRegexpMode {
    /// Does it match the whole text?
    case whole
    /// Does it match anywhere?
    case anywhere
    /// Where does it match first?
    case first
}
