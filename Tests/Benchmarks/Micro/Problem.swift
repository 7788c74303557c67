/// Why there are no figures.
struct Problem: Error, CustomStringConvertible {
    let text: String

    var description: String { text }
}
