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
        var files: [MappingFile] = []
        var unusable = 0
        if arguments.positional.isEmpty {
            do {
                let configuration = try ConfigurationOptions.load(arguments, in: surroundings)
                files = try ConfigurationOptions.mappingFiles(of: configuration)
            } catch let error as ConfigurationError {
                error.report(on: console)
                return .failure
            } catch {
                console.fail("\(error)")
                return .failure
            }
        } else {
            for path in arguments.positional {
                // A test is named as well by its own file as by the mapping's.
                let mappingPath = path.hasSuffix(".test.jsonc") ? path.dropLast(".test.jsonc".count) + ".jsonc" : path
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
        }
        var passed = 0
        var failed = 0
        let zones = TimeZones()
        for file in files {
            guard file.testPath != nil else { continue }
            let (mapping, problems) = file.load(zones: zones)
            let (tests, testProblems) = file.loadTests()
            guard let mapping, let tests else {
                let errors = (problems + testProblems).filter { $0.severity == .error }
                for error in errors { console.print(error) }
                unusable += 1
                continue
            }
            let report = tests.run(on: mapping)
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

    /// Says why there is nothing to test at a path that was named.
    private static func notAMapping(_ path: String, _ mappingPath: String) -> String {
        guard !Files.exists(mappingPath) else { return "\(path): \(Diagnostic.notAMapping(path).message)" }
        return path == mappingPath ? "\(path): no such file" : "\(path): there is no mapping \(mappingPath)"
    }
}
