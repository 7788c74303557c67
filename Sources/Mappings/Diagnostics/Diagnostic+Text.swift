extension Diagnostic {
    /// The first line of the report: `mappings/quiz.jsonc:14:22: error: unknown filter 'numbr'`.
    package var headline: String {
        "\(Self.printable(file)):\(line):\(column): \(severity.rawValue): \(Self.printable(message))"
    }

    /// The whole report, several lines without a final end of line.
    ///
    /// The headline, the source line with its number, carets under the offending text, and the suggestion. Control
    /// characters are shown as `�`, and of a line that is too long for a screen only the part around the problem.
    package var text: String {
        var lines = [headline]
        if !sourceLine.isEmpty {
            let number = String(line)
            let (shown, under) = excerpt
            lines.append(" \(number) | \(shown)")
            lines.append(" \(String(repeating: " ", count: number.count)) | \(under)")
        }
        if let suggestion {
            lines.append("  did you mean '\(Self.printable(suggestion))'?")
        }
        return lines.joined(separator: "\n")
    }

    /// How many columns of a line are shown at most.
    private static let width = 160

    private var excerpt: (shown: String, under: String) {
        let scalars = Array(sourceLine.unicodeScalars)
        let start = min(max(0, column - sourceColumn), scalars.count)
        let end = min(max(start + length, start + 1), max(scalars.count, start + 1))
        var first = 0
        if scalars.count > Self.width {
            first = min(max(0, start - Self.width / 3), max(0, scalars.count - Self.width))
        }
        let last = min(scalars.count, first + Self.width)
        let isCut = first > 0 || sourceColumn > 1
        var shown = isCut ? "…" : ""
        var under = isCut ? " " : ""
        for place in first..<last {
            let scalar = scalars[place]
            shown.unicodeScalars.append(Self.isControl(scalar) ? "\u{FFFD}" : scalar)
            let mark: Character = place < start ? (scalar == "\t" ? "\t" : " ") : "^"
            guard place < end else { continue }
            under += String(repeating: mark, count: Self.columns(of: scalar))
        }
        if last < scalars.count { shown += "…" }
        if start >= last { under += "^" }
        return (shown, under)
    }

    private static func printable(_ text: String) -> String {
        var printable = ""
        for scalar in text.unicodeScalars {
            printable.unicodeScalars.append(scalar == "\t" || !isControl(scalar) ? scalar : "\u{FFFD}")
        }
        return printable
    }

    /// Whether a terminal might act on the scalar instead of showing it; a tab, which is kept, is not one.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar != "\t" else { return false }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        case .format: return (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        default: return false
        }
    }

    /// How many columns of a terminal the scalar takes: 0 for what combines, 2 for wide ones, else 1.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
