internal import Domain

extension LedgerReader {
    /// The mappings that ran last, by source; those of which only the version is known are left out.
    package func keptMappings() throws(LedgerError) -> [KeptMapping] {
        try read { () throws(SQLiteError) in
            let query = try connection.prepare(
                "SELECT source, file, loaded_at, text FROM mapping_state WHERE text IS NOT NULL ORDER BY source"
            )
            return try query.all { (row) throws(SQLiteError) in
                guard let source = SourceName(row.text(0)) else { throw .unexpectedRow("mapping_state.source") }
                return KeptMapping(
                    source: source,
                    file: row.text(1),
                    loadedAt: Timestamp(microseconds: row.integer(2)),
                    text: row.bytes(3)
                )
            }
        }
    }
}
