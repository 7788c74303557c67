/// The nearest of the known words to one that is not known: "did you mean".
package enum Spelling {
    /// The word of `words` that needs the fewest changes to become `word`, or nil when none is near.
    ///
    /// A change puts in, takes out or replaces one letter, or swaps two neighbours (the restricted Damerau-Levenshtein
    /// distance); a letter in the other case is half a change, and so is a whole word in the other case. Near is at most one change in three letters, and at
    /// least one. Of equally near words the first in `words` is taken.
    package static func nearest(_ word: String, among words: some Sequence<String>) -> String? {
        let letters = Array(word.unicodeScalars)
        guard letters.count <= longestWord else { return nil }
        let allowed = 2 * max(1, letters.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in words where candidate != word {
            let other = Array(candidate.unicodeScalars)
            guard 2 * abs(other.count - letters.count) <= min(allowed, best?.distance ?? allowed) else { continue }
            let isSameButForCase = word.lowercased() == candidate.lowercased()
            let distance = isSameButForCase ? 1 : halfChanges(from: letters, to: other)
            // A word that shares nothing with the candidate is no misspelling of it, however short both are.
            guard distance <= allowed, distance < 2 * max(letters.count, other.count) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// Longer words are not looked at: a name of that length is text in the wrong place.
    private static let longestWord = 128

    /// Twice the number of changes, so that a letter in the other case can count half.
    private static func halfChanges(from word: [Unicode.Scalar], to other: [Unicode.Scalar]) -> Int {
        var beforePrevious = [Int]()
        var previous = (0...other.count).map { 2 * $0 }
        for row in word.indices {
            var current = [2 * (row + 1)]
            for column in other.indices {
                var distance = previous[column] + cost(of: word[row], as: other[column])
                distance = min(distance, previous[column + 1] + 2, current[column] + 2)
                if row > 0, column > 0, word[row] == other[column - 1], word[row - 1] == other[column] {
                    distance = min(distance, beforePrevious[column - 1] + 2)
                }
                current.append(distance)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[other.count]
    }

    private static func cost(of letter: Unicode.Scalar, as other: Unicode.Scalar) -> Int {
        if letter == other { return 0 }
        return letter.properties.lowercaseMapping == other.properties.lowercaseMapping ? 1 : 2
    }
}
