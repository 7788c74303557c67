/// Rows of text set in columns.
struct Table {
    private let header: [String]
    private let rightAligned: Set<Int>
    private var rows: [[String]] = []

    /// - Parameters:
    ///   - header: the columns' names.
    ///   - rightAligned: the indexes of columns that hold numbers.
    init(_ header: [String], rightAligned: Set<Int> = []) {
        self.header = header
        self.rightAligned = rightAligned
    }

    mutating func add(_ row: [String]) {
        precondition(row.count == header.count, "a row has as many cells as the header")
        rows.append(row)
    }

    /// The lines, header first, columns two spaces apart, without white space at the ends.
    func lines(_ style: TextStyle) -> [String] {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].columns }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].columns)
                return rightAligned.contains(column) ? padding + row[column] : row[column] + padding
            }
            var text = cells.joined(separator: "  ")
            while text.utf8.last == UInt8(ascii: " ") { text.unicodeScalars.removeLast() }
            return text
        }
        return [style.faint(line(header))] + rows.map(line)
    }
}
