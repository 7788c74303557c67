extension String {
    /// Columns that the text takes on a terminal, sequences of colours not counted.
    ///
    /// Scripts of East Asia and pictures take two (Unicode Standard Annex 11); of joined pictures terminals differ.
    var columns: Int {
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
        if first.isASCII { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        let isPicture = first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
        return isPicture || Self.wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks of Unicode whose characters are wide or full-width.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
