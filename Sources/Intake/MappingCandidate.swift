internal import Domain
internal import Ledger
internal import Linux
internal import Mappings

/// A mapping file as it stands on disk, with its tests, on its way to be the one that runs.
///
/// Read once, so that what is tried is what will run.
struct MappingCandidate: Sendable {
    private let file: MappingFile
    let bytes: [UInt8]
    /// nil when there are no tests.
    private let testBytes: [UInt8]?

    /// Why it may not run: `mappings/quiz.jsonc:14:22: error: unknown filter 'numbr'`.
    struct Rejection: Error {
        let reason: String
        /// The mapping, when it compiles: it can say who may send.
        let mapping: Mapping?
    }

    init(_ file: MappingFile, bytes: [UInt8], testBytes: [UInt8]? = nil) {
        self.file = file
        self.bytes = bytes
        self.testBytes = testBytes
    }

    /// - Throws: when one of the two cannot be read; ENOENT when it has gone since it was found.
    init(reading file: MappingFile) throws(SystemError) {
        self.file = file
        bytes = try Files.read(file.path, limit: MappingFile.sizeLimit)
        if let testPath = file.testPath {
            testBytes = try Files.read(testPath, limit: MappingFile.sizeLimit)
        } else {
            testBytes = nil
        }
    }

    /// The version that the mapping would have.
    var version: String { Mapping.version(of: bytes) }

    /// Tells one edit from the next, of the tests too.
    var fingerprint: String { version + (testBytes.map { " " + Mapping.version(of: $0) } ?? "") }

    /// The mapping, once it compiles, passes its tests, and maps what was mapped before.
    ///
    /// - Parameter recent: the source's last events, newest first; asked for when it is their turn.
    func proven(zones: TimeZones, recent: () throws(LedgerError) -> [StoredEvent]) throws(Rejection) -> Mapping {
        let mapping = try compiled(zones: zones)
        try runTests(on: mapping)
        let events: [StoredEvent]
        do throws(LedgerError) {
            events = try recent()
        } catch {
            throw Rejection(
                reason: "\(file.path): it cannot be tried over the last events: \(error)",
                mapping: mapping
            )
        }
        for event in events where event.state == .mapped {
            guard let error = mapping.evaluate(event)?.error else { continue }
            throw Rejection(
                reason:
                    "\(file.path): event \(event.id), which was mapped, would fail: \(error.field): \(error.message)",
                mapping: mapping
            )
        }
        return mapping
    }

    private func compiled(zones: TimeZones) throws(Rejection) -> Mapping {
        let (mapping, diagnostics) = Mapping.compile(file: file.path, bytes: bytes, zones: zones)
        guard let mapping else { throw Rejection(reason: Self.headline(of: diagnostics), mapping: nil) }
        return mapping
    }

    private func runTests(on mapping: Mapping) throws(Rejection) {
        guard let testPath = file.testPath, let testBytes else { return }
        let (tests, diagnostics) = MappingTestFile.compile(file: testPath, bytes: testBytes)
        guard let tests else { throw Rejection(reason: Self.headline(of: diagnostics), mapping: mapping) }
        guard let failed = tests.run(on: mapping).outcomes.first(where: { !$0.passed }) else { return }
        let difference = failed.differences.first ?? "it fails"
        throw Rejection(
            reason: "\(testPath):\(failed.line): test '\(failed.name)': \(difference)",
            mapping: mapping
        )
    }

    /// The first error, and how many there are besides.
    static func headline(of diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.filter { $0.severity == .error }
        guard let first = errors.first else { return "the file cannot be used" }
        return errors.count == 1 ? first.headline : "\(first.headline) (and \(errors.count - 1) more)"
    }
}
