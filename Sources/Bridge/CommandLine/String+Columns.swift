internal import Linux

extension String {
    /// Columns that the text takes on a terminal, sequences of colours not counted.
    ///
    /// Scripts of East Asia and pictures take two (Unicode Standard Annex 11); of joined pictures terminals differ.
    var columns: Int {
        if isPrintableASCII { return utf8.count }
        var columns = 0
        var isInSequence = false
        for character in self {
            if character == "\u{1B}" {
                isInSequence = true
            } else if isInSequence {
                isInSequence = character != "m"
            } else {
                columns += character.columns
            }
        }
        return columns
    }

    /// The text with blanks behind it, up to so many columns; a longer one as it is.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns))
    }

    /// The text cut to so many columns, the last an ellipsis where something is left out.
    func shortened(to length: Int) -> String {
        guard columns > length else { return self }
        var left = length - 1
        return prefix { character in
            left -= character.columns
            return left >= 0
        } + "…"
    }

    /// The text in lines of so many columns at most, broken at spaces; a word that is longer stays whole.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if !line.isEmpty, line.columns + 1 + String(word).columns > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return lines + [line]
    }
}

extension Character {
    /// Columns that the character takes on a terminal: none, one or two.
    fileprivate var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        return unicodeScalars.contains("\u{FE0F}") ? 2 : first.columns
    }
}
