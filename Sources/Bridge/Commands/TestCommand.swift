internal import Linux
internal import Mappings

/// `test`: runs the mappings' own tests.
struct TestCommand: Command {
    static let specification = CommandSpecification(
        "test",
        "Runs the mappings' own tests",
        arguments: "[FILE…]",
        argumentCount: 0...10_000,
        options: [ConfigurationOptions.config, ConfigurationOptions.mappings],
        discussion: """
            Runs every NAME.test.jsonc of the mappings, or those named: a mapping's file or its test's. Shows what \
            differs for each case that fails, and a closing count.
            """,
        exits: [(0, "all passed"), (1, "a case failed, or a file cannot be used")]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        var unusable = 0
        guard let files = arguments.positional.isEmpty ? all(in: surroundings) : named(console, &unusable) else {
            return .failure
        }
        var passed = 0
        var failed = 0
        let zones = TimeZones()
        for file in files where file.testPath != nil {
            guard let report = report(of: file, zones, on: console) else {
                unusable += 1
                continue
            }
            passed += report.passed
            failed += report.failed
            if report.failed > 0 { console.print(report.failureText) }
        }
        let untested = files.count { $0.testPath == nil }
        if untested > 0 {
            console.note("\(Counted.text(untested, "mapping")) \(untested == 1 ? "has" : "have") no tests")
        }
        let unusableText = unusable == 0 ? "" : ", \(Counted.text(unusable, "file")) cannot be used"
        console.print("\(passed) passed, \(failed) failed\(unusableText)")
        return failed == 0 && unusable == 0 ? .success : .failure
    }

    /// All mappings of the configuration; nil when they cannot be found, which has then been said.
    private func all(in surroundings: Surroundings) -> [MappingFile]? {
        guard let configuration = ConfigurationOptions.loadOrReport(arguments, in: surroundings) else { return nil }
        do {
            return try ConfigurationOptions.mappingFiles(of: configuration)
        } catch {
            surroundings.console.fail("\(error)")
            return nil
        }
    }

    /// The mappings that were named, those that have no tests left out and counted.
    private func named(_ console: Console, _ unusable: inout Int) -> [MappingFile] {
        var files: [MappingFile] = []
        for path in arguments.positional {
            // A test is named as well by its own file as by the mapping's.
            let mappingPath = MappingFolder.mappingPath(ofTests: path) ?? path
            guard Files.exists(mappingPath), let file = MappingFolder.file(at: mappingPath) else {
                console.fail(Self.notAMapping(path, mappingPath))
                unusable += 1
                continue
            }
            if file.testPath == nil {
                console.fail("\(path): it has no tests: they stand beside it, in \(file.source).test.jsonc")
                unusable += 1
                continue
            }
            files.append(file)
        }
        return files
    }

    /// Says why there is nothing to test at a path that was named.
    private static func notAMapping(_ path: String, _ mappingPath: String) -> String {
        guard !Files.exists(mappingPath) else { return "\(path): \(Diagnostic.notAMapping(path).message)" }
        return path == mappingPath ? "\(path): no such file" : "\(path): there is no mapping \(mappingPath)"
    }

    /// Runs a mapping's tests; nil when it or they cannot be used, which has then been said.
    private func report(of file: MappingFile, _ zones: TimeZones, on console: Console) -> MappingTestReport? {
        let (mapping, problems) = file.load(zones: zones)
        let (tests, testProblems) = file.loadTests()
        guard let mapping, let tests else {
            for error in problems + testProblems where error.severity == .error { console.print(error) }
            return nil
        }
        return tests.run(on: mapping)
    }
}
