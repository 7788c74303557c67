internal import Linux

extension MappingTestFile {
    /// Runs every case on the mapping; bodies in files are read from beside the test file.
    package func run(on mapping: Mapping) -> MappingTestReport {
        run(on: mapping) { path throws(SystemError) in try read(path) }
    }

    /// Runs every case on the mapping.
    ///
    /// - Parameter read: the bytes of a file, by its path as seen from the test file's folder.
    func run(
        on mapping: Mapping,
        reading read: (String) throws(SystemError) -> [UInt8]
    ) -> MappingTestReport {
        MappingTestReport(
            file: file,
            outcomes: cases.map { test in
                MappingTestReport.Outcome(
                    name: test.name,
                    line: test.line,
                    differences: test.differences(on: mapping, read)
                )
            }
        )
    }
}
