package import Domain
package import Linux

/// One mapping file of a folder, and the file with its tests.
package struct MappingFile: Equatable, Sendable {
    /// The source that the mapping serves.
    package let source: SourceName
    /// The folder's path and the file's below it.
    package let path: String
    /// Of the file with its tests beside it; nil when there is none.
    package let testPath: String?

    package init(source: SourceName, path: String, testPath: String?) {
        self.source = source
        self.path = path
        self.testPath = testPath
    }

    /// How large a mapping file, a test file or a sample may be.
    package static let sizeLimit = 16 * 1_024 * 1_024

    /// Reads and compiles the file.
    ///
    /// - Parameter projects: those that the configuration has, so that another one is warned of; nil where none is at hand.
    /// - Returns: no mapping exactly when there is an error among the diagnostics, of which one may say that the file
    ///   could not be read.
    package func load(
        zones: TimeZones,
        projects: [ProjectName]? = nil
    ) -> (mapping: Mapping?, diagnostics: [Diagnostic]) {
        do throws(SystemError) {
            let bytes = try Files.read(path, limit: Self.sizeLimit)
            return Mapping.compile(file: path, bytes: bytes, zones: zones, projects: projects)
        } catch {
            return (nil, [.unreadable(path, error)])
        }
    }

    /// Reads the file with the mapping's tests.
    ///
    /// - Returns: neither tests nor diagnostics when there is no such file.
    package func loadTests() -> (tests: MappingTestFile?, diagnostics: [Diagnostic]) {
        testPath.map { MappingTestFile.load($0) } ?? (nil, [])
    }
}

extension MappingTestFile {
    /// Reads a file of tests, wherever it stands.
    package static func load(_ path: String) -> (tests: MappingTestFile?, diagnostics: [Diagnostic]) {
        do throws(SystemError) {
            return compile(file: path, bytes: try Files.read(path, limit: MappingFile.sizeLimit))
        } catch {
            return (nil, [.unreadable(path, error)])
        }
    }
}

extension Diagnostic {
    /// A file that could not be read.
    static func unreadable(_ path: String, _ error: SystemError) -> Diagnostic {
        Diagnostic(
            file: path,
            line: 1,
            column: 1,
            code: .unreadableFile,
            message: "the file cannot be read: \(error.reason)"
        )
    }
}
