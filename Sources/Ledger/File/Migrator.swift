/// Brings a ledger to the version of this program, one step a transaction.
enum Migrator {
    /// Runs the migrations that `connection`'s file lacks.
    ///
    /// A cut-off leaves the version before or after a step, never between.
    static func migrate(
        _ connection: Connection,
        through migrations: [String] = Schema.migrations
    ) throws(SQLiteError) {
        let version = try connection.prepare("PRAGMA user_version").first { $0.count(0) } ?? 0
        guard version < migrations.count else { return }
        connection.protectSchema(false)
        defer { connection.protectSchema(true) }
        for step in version..<migrations.count {
            do {
                try connection.execute("BEGIN IMMEDIATE")
                try connection.execute(migrations[step])
                try connection.execute("PRAGMA application_id = \(Schema.applicationID)")
                try connection.execute("PRAGMA user_version = \(step + 1)")
                try connection.execute("COMMIT")
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }
}
