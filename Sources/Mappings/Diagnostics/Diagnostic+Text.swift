internal import Linux

extension Diagnostic {
    /// The first line of the report: `mappings/quiz.jsonc:14:22: error: unknown filter 'numbr'`.
    package var headline: String {
        "\(Self.printable(file)):\(line):\(column): \(severity.rawValue): \(Self.printable(message))"
    }

    /// The whole report, several lines without a final end of line.
    ///
    /// The headline, the source line with its number, carets under the offending text, and the suggestion. Control
    /// characters are shown as `�`, and of a line that is too long for a screen only the part around the problem.
    package var text: String { report(showing: Self.usualWidth) }

    /// The same for a terminal of so many columns.
    package func text(columns: Int) -> String {
        // The number, its frame, and an ellipsis at both ends stand beside the line.
        report(showing: max(20, min(Self.usualWidth, columns - String(line).count - 6)))
    }

    private func report(showing width: Int) -> String {
        var lines = [headline]
        if !sourceLine.isEmpty {
            let number = String(line)
            let (shown, under) = excerpt(width)
            lines.append(" \(number) | \(shown)")
            lines.append(" \(String(repeating: " ", count: number.count)) | \(under)")
        }
        if let suggestion {
            lines.append("  did you mean '\(Self.printable(suggestion))'?")
        }
        return lines.joined(separator: "\n")
    }

    /// How many letters of a line are shown at most.
    private static let usualWidth = 160

    private func excerpt(_ width: Int) -> (shown: String, under: String) {
        let scalars = Array(sourceLine.unicodeScalars)
        let start = min(max(0, column - sourceColumn), scalars.count)
        let end = min(max(start + length, start + 1), max(scalars.count, start + 1))
        var first = 0
        if scalars.count > width {
            first = min(max(0, start - width / 3), max(0, scalars.count - width))
        }
        let last = min(scalars.count, first + width)
        let isCut = first > 0 || sourceColumn > 1
        var shown = isCut ? "…" : ""
        var under = isCut ? " " : ""
        for place in first..<last {
            let scalar = Self.shown(scalars[place])
            shown.unicodeScalars.append(scalar)
            let mark: Character = place < start ? (scalar == "\t" ? "\t" : " ") : "^"
            guard place < end else { continue }
            under += String(repeating: mark, count: scalar.columns)
        }
        if last < scalars.count { shown += "…" }
        if start >= last { under += "^" }
        return (shown, under)
    }

    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
    }

    /// The scalar as a terminal can show it; a tab is kept, for carets are put under it with tabs.
    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.steersTerminal && scalar != "\t" ? "\u{FFFD}" : scalar
    }
}
