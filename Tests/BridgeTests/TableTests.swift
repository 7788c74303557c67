import Testing

@testable import Bridge

struct TableTests {
    @Test func `columns are as wide as their widest cell, and lines end without spaces`() {
        var table = Table(["action", "count", "note"], rightAligned: [1])
        table.add(["Quiz Completed", "3", ""])
        table.add(["X", "1200", "late"])
        #expect(
            table.lines(TextStyle(coloured: false)) == [
                "action          count  note", "Quiz Completed      3", "X                1200  late",
            ]
        )
    }

    @Test func `colours take no room`() {
        let style = TextStyle(coloured: true)
        var table = Table(["state", "n"])
        table.add([style.bad("dead"), "1"])
        table.add(["delivered", "2"])
        let lines = table.lines(style)
        #expect(lines[1] == "\u{1B}[1;31mdead\u{1B}[0m       1")
        #expect(lines[2] == "delivered  2")
    }

    @Test func `letters outside ASCII count as what they are`() {
        var table = Table(["name", "n"])
        table.add(["Zoë", "1"])
        table.add(["Anna", "2"])
        #expect(table.lines(TextStyle(coloured: false))[1] == "Zoë   1")
    }

    @Test func `a table without rows is its header`() {
        #expect(Table(["a", "b"]).lines(TextStyle(coloured: false)) == ["a  b"])
    }
}
