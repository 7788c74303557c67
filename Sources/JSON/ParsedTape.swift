/// What the parser hands to the document.
struct ParsedTape {
    /// The cells; the document frees them.
    let tape: Tape
    /// Indexes of the names that their object has already; empty in `.json`.
    let duplicateNames: [UInt32]
}
