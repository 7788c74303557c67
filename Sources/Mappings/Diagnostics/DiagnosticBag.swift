/// Gathers the problems of one file, so that all of them are reported at once.
package struct DiagnosticBag {
    /// The file's name as it is shown.
    package let file: String
    let bytes: [UInt8]
    /// The offset of the first byte of each line.
    private let lineStarts: [Int]
    private var gathered: [Gathered] = []
    private var seen: Set<Diagnostic> = []
    private var leftOut = 0
    /// The last problem's first byte, and its column.
    ///
    /// Columns are counted from here: in a file of one line, each counted from the line's start took a minute for some ten
    /// thousand problems.
    private var last: (line: Int, offset: Int, column: Int)
    /// Parts of the file that are shown as asterisks.
    private var concealed: [Range<Int>] = []

    /// A problem without its line of the file, and the offset of its first byte.
    private struct Gathered {
        let diagnostic: Diagnostic
        let offset: Int
    }

    /// How many problems are kept; one more says how many there were beside.
    private static let limit = 1_000
    /// Of a longer line, a part is kept that reaches so many bytes to either side of the problem.
    private static let reach = 2_000

    /// A bag for the file `file` that holds `bytes`.
    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for place in bytes.indices where bytes[place] == UInt8(ascii: "\n") {
            starts.append(place + 1)
        }
        lineStarts = starts
        last = (line: 0, offset: starts[0], column: 1)
    }

    package var hasErrors: Bool { errorCount > 0 }

    package private(set) var errorCount = 0

    /// All problems in the order of the file; of several at one place the errors first, else as they were found.
    package var diagnostics: [Diagnostic] {
        var diagnostics = gathered.enumerated()
            .sorted { left, right in
                if left.element.diagnostic.comesBefore(right.element.diagnostic) { return true }
                if right.element.diagnostic.comesBefore(left.element.diagnostic) { return false }
                return left.offset < right.offset
            }
            .map { complete($0.element) }
        if leftOut > 0, let last = diagnostics.last {
            let message = "and \(leftOut) more problems: mend these first"
            diagnostics.append(
                Diagnostic(file: file, line: last.line, column: last.column, code: last.code, message: message)
            )
        }
        return diagnostics
    }

    /// Has a part of the file shown as asterisks in every report: a secret that should not stand there.
    package mutating func conceal(_ range: Range<Int>) {
        concealed.append(range)
    }

    /// Reports an error about the bytes `range` of the file.
    package mutating func error(
        _ code: DiagnosticCode,
        at range: Range<Int>,
        _ message: String,
        suggestion: String? = nil
    ) {
        add(.error, code, at: range, message, suggestion)
    }

    /// Reports a warning about the bytes `range` of the file.
    package mutating func warning(
        _ code: DiagnosticCode,
        at range: Range<Int>,
        _ message: String,
        suggestion: String? = nil
    ) {
        add(.warning, code, at: range, message, suggestion)
    }

    private mutating func add(
        _ severity: Diagnostic.Severity,
        _ code: DiagnosticCode,
        at range: Range<Int>,
        _ message: String,
        _ suggestion: String?
    ) {
        let start = min(max(range.lowerBound, lineStarts[0]), bytes.count)
        let line = lineNumber(of: start)
        let end = max(start, min(range.upperBound, endOfLine(line)))
        let diagnostic = Diagnostic(
            file: file,
            line: line + 1,
            column: column(of: start, inLine: line),
            length: scalarCount(start..<end),
            severity: severity,
            code: code,
            message: message,
            suggestion: suggestion
        )
        guard seen.insert(diagnostic).inserted else { return }
        if severity == .error { errorCount += 1 }
        if gathered.count < Self.limit {
            gathered.append(Gathered(diagnostic: diagnostic, offset: start))
        } else {
            leftOut += 1
        }
    }

    /// The diagnostic with its line of the file.
    private func complete(_ gathered: Gathered) -> Diagnostic {
        let diagnostic = gathered.diagnostic
        let lineStart = lineStarts[diagnostic.line - 1]
        let lineEnd = max(lineStart, endOfLine(diagnostic.line - 1))
        let start = scalarStart(gathered.offset - Self.reach, notBefore: lineStart)
        let part = start..<scalarStart(min(lineEnd, gathered.offset + Self.reach), notBefore: start)
        var text = Array(bytes[part])
        for range in concealed where range.overlaps(part) {
            for place in range.clamped(to: part) { text[place - start] = UInt8(ascii: "*") }
        }
        return Diagnostic(
            file: file,
            line: diagnostic.line,
            column: diagnostic.column,
            length: diagnostic.length,
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: diagnostic.message,
            suggestion: diagnostic.suggestion,
            sourceLine: String(decoding: text, as: UTF8.self),
            sourceColumn: diagnostic.column - scalarCount(start..<gathered.offset)
        )
    }

    /// The offset, or where the scalar begins that it is within.
    private func scalarStart(_ offset: Int, notBefore first: Int) -> Int {
        var start = max(first, offset)
        while start > first, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// The index in `lineStarts` of the line that holds the byte at `offset`.
    private func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private func endOfLine(_ line: Int) -> Int {
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        if end > lineStarts[line], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return end
    }

    private mutating func column(of offset: Int, inLine line: Int) -> Int {
        if line != last.line { last = (line: line, offset: lineStarts[line], column: 1) }
        last.column +=
            offset < last.offset ? -scalarCount(offset..<last.offset) : scalarCount(last.offset..<offset)
        last.offset = offset
        return last.column
    }

    private func scalarCount(_ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { count, byte in byte & 0xC0 == 0x80 ? count : count + 1 }
    }
}
