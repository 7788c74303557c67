/// The tables of one compiled query or condition, shared by all copies of it.
final class Program: Sendable {
    let tables: ProgramTables

    init(_ tables: ProgramTables) {
        self.tables = tables
    }
}
