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

    @Test(arguments: [
        ("plain", 5), ("スニーカー", 10), ("완료", 4), ("👟", 2), ("👩‍🚀!", 3), ("✅", 2), ("é", 1), ("e\u{301}", 1), ("→…", 2),
        ("", 0),
        ("\u{1B}[32mgood\u{1B}[0m", 4),
    ])
    func `a text takes the columns that a terminal gives it`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test func `a text is cut to columns and not to letters`() {
        #expect("スニーカー".shortened(to: 10) == "スニーカー")
        #expect("スニーカー".shortened(to: 9) == "スニーカ…")
        #expect("スニーカー".shortened(to: 8) == "スニー…")
        #expect("abc".shortened(to: 0) == "…")
        #expect("one two three".wrapped(to: 8) == ["one two", "three"])
        #expect("endlessword x".wrapped(to: 4) == ["endlessword", "x"])
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
