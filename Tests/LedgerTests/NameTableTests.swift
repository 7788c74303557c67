import TestSupport
import Testing

@testable import Ledger

@Suite struct NameTableTests {
    @Test func `names that differ only in how an accent is written have numbers of their own, asked for in any order`()
        throws
    {
        let folder = try TemporaryFolder()
        let table = try NameTable(.action, try LedgerFile.openOrCreate(folder.ledger))
        let (composed, decomposed) = ("Caf\u{E9}", "Cafe\u{301}")
        let first = try table.number(of: composed)
        let second = try table.number(of: decomposed)
        #expect(first != second)
        #expect(try table.number(of: composed) == first)
        table.forget()
        #expect(try table.number(of: decomposed) == second)
        #expect(try table.number(of: composed) == first)
    }
}
