import JSON
import Testing

@testable import Mappings

struct DiagnosticBagTests {
    @Test func `problems come in the order of the file, errors before warnings of one place`() {
        var bag = DiagnosticBag(file: "f", bytes: Array("abc\ndef\n".utf8))
        bag.warning(.unusedField, at: 4..<5, "fourth")
        bag.error(.unknownKey, at: 5..<6, "fifth")
        bag.error(.unknownKey, at: 4..<5, "third")
        bag.error(.unknownKey, at: 0..<1, "first")
        bag.error(.wrongType, at: 0..<1, "second")
        #expect(bag.diagnostics.map(\.message) == ["first", "second", "third", "fourth", "fifth"])
        #expect(bag.errorCount == 4)
    }

    @Test func `the same problem is reported once`() {
        var bag = DiagnosticBag(file: "f", bytes: Array("abc".utf8))
        bag.error(.unknownKey, at: 0..<1, "m")
        bag.error(.unknownKey, at: 0..<1, "m")
        #expect(bag.diagnostics.count == 1)
    }

    @Test(arguments: [
        (0, 1, 1), (2, 1, 3), (3, 2, 1), (6, 2, 3), (8, 3, 1), (100, 3, 2),
    ])
    func `places count lines and scalars from 1`(offset: Int, line: Int, column: Int) {
        // "ab", "äx" in three bytes, with both kinds of line ends.
        var bag = DiagnosticBag(file: "f", bytes: Array("ab\näx\r\nz".utf8))
        bag.error(.unknownKey, at: offset..<offset, "m")
        #expect(bag.diagnostics.map { [$0.line, $0.column] } == [[line, column]])
    }

    @Test func `a byte order mark takes no column`() {
        var bag = DiagnosticBag(file: "f", bytes: [0xEF, 0xBB, 0xBF] + Array("{x}".utf8))
        bag.error(.unknownKey, at: 4..<5, "m")
        #expect(bag.diagnostics.map(\.column) == [2])
        #expect(bag.diagnostics.map(\.sourceLine) == ["{x}"])
    }

    @Test func `a problem spans no more than its line`() {
        var bag = DiagnosticBag(file: "f", bytes: Array("abc\ndef".utf8))
        bag.error(.unknownKey, at: 1..<7, "m")
        #expect(bag.diagnostics.map(\.length) == [2])
    }

    @Test func `a part of a string's text is found behind its escapes`() throws {
        let bytes = Array(#"{"a": "x\u00e4\n|numbr"}"#.utf8)
        let document = try JSONDocument(parsing: bytes)
        let node = try #require(document.root["a"])
        var bag = DiagnosticBag(file: "f", bytes: bytes)
        bag.error(.unknownFilter, at: node, decodedRange: 5..<10, "m")
        #expect(bag.diagnostics.map(\.column) == [18])
        #expect(bag.diagnostics.map(\.length) == [5])
    }

    @Test func `an object is marked at its bracket, a scalar as a whole`() throws {
        let bytes = Array(#"{"a": {"b": true}}"#.utf8)
        let document = try JSONDocument(parsing: bytes)
        let object = try #require(document.root["a"])
        let scalar = try #require(object["b"])
        var bag = DiagnosticBag(file: "f", bytes: bytes)
        bag.error(.wrongType, at: object, "m")
        bag.warning(.wrongType, at: scalar, "m")
        #expect(bag.diagnostics.map { [$0.column, $0.length] } == [[7, 1], [13, 4]])
    }

    @Test func `what is concealed is shown nowhere`() throws {
        let bytes = Array(#"{"token": ["hunter2", "swordfish"]}"#.utf8)
        let document = try JSONDocument(parsing: bytes)
        var bag = DiagnosticBag(file: "f", bytes: bytes)
        for element in try #require(document.root["token"]).elements {
            bag.conceal(element)
            bag.error(.secretInClear, at: element, "m")
        }
        #expect(bag.diagnostics.count == 2)
        for diagnostic in bag.diagnostics {
            #expect(diagnostic.sourceLine == #"{"token": ["*******", "*********"]}"#)
        }
    }

    @Test func `of very many problems the first thousand are kept`() {
        var bag = DiagnosticBag(file: "f", bytes: [UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
        for place in 0..<2_500 { bag.error(.unknownKey, at: place..<place + 1, "m") }
        #expect(bag.diagnostics.count == 1_001)
        #expect(bag.diagnostics.last?.message == "and 1500 more problems: mend these first")
        #expect(bag.errorCount == 2_500)
    }

    @Test func `columns of one line are right in whatever order its problems are found`() {
        let bytes = Array("aäb€c\ndäe".utf8)
        let columns = [0: 1, 1: 2, 3: 3, 4: 4, 7: 5, 9: 1, 10: 2, 12: 3]
        for order in [columns.keys.sorted(), columns.keys.sorted(by: >), [7, 1, 10, 9, 4, 0, 12, 3]] {
            for place in order {
                var bag = DiagnosticBag(file: "f", bytes: bytes)
                for earlier in order.prefix(while: { $0 != place }) {
                    bag.error(.unknownKey, at: earlier..<earlier, "n")
                }
                bag.error(.unknownKey, at: place..<place, "m")
                let found = bag.diagnostics.filter { $0.message == "m" }
                #expect(found.map(\.column) == [columns[place]])
                #expect(found.map(\.sourceColumn) == [1])
            }
        }
    }

    @Test func `of a very long line a part is kept, cut between characters`() throws {
        let line = String(repeating: "ä", count: 50_000)
        var bag = DiagnosticBag(file: "f", bytes: Array(line.utf8))
        bag.error(.unknownKey, at: 60_000..<60_002, "m")
        let diagnostic = try #require(bag.diagnostics.first)
        #expect(diagnostic.column == 30_001)
        #expect(diagnostic.sourceLine.utf8.count < 5_000)
        #expect(diagnostic.sourceLine.allSatisfy { $0 == "ä" })
        let lines = diagnostic.text.split(separator: "\n")
        let first = try #require(Array(lines[2]).firstIndex(of: "^"))
        #expect(Array(lines[1])[first] == "ä")
    }

    @Test func `a line of bytes that are no UTF-8 is a line like any other`() {
        let bytes = Array("{\n".utf8) + [UInt8](repeating: 0x80, count: 5_000) + Array("x".utf8)
        for offset in [2, 3, 2_500, 5_001, 5_002, 5_003] {
            var bag = DiagnosticBag(file: "f", bytes: bytes)
            bag.error(.invalidSyntax, at: offset..<offset + 1, "m")
            #expect(bag.diagnostics.map(\.line) == [2])
        }
    }
}
