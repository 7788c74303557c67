internal import Domain
internal import JSON
internal import Linux
internal import Mappings

/// `check`: every mistake of mapping files and the configuration, with its place.
struct CheckCommand: Command {
    static let specification = CommandSpecification(
        "check",
        "Checks mapping files and the configuration; touches nothing",
        arguments: "[FILE…]",
        argumentCount: 0...10_000,
        options: [
            .flag("json", "Print the problems as one JSON array"),
            ConfigurationOptions.config,
            ConfigurationOptions.mappings,
        ],
        discussion: """
            Without files, checks the configuration and every mapping, and that it has the projects they name. With \
            files, checks those alone. Warnings are shown and do not change the exit code.
            """,
        exits: [(0, "no errors"), (1, "errors were found")]
    )

    private let arguments: CommandLineArguments

    init(_ arguments: CommandLineArguments) throws(UsageError) {
        self.arguments = arguments
    }

    /// What is to be checked.
    private struct Subjects {
        var files: [MappingFile] = []
        /// Those that the configuration has; nil where it is not looked at.
        var projects: [ProjectName]?
        /// Files of tests whose mapping is not checked.
        var testFiles: [String] = []
        /// Of what was named and is neither.
        var diagnostics: [Diagnostic] = []
    }

    func run(in surroundings: Surroundings) -> ExitCode {
        let console = surroundings.console
        guard let subjects = arguments.positional.isEmpty ? configured(in: surroundings) : named() else {
            return .failure
        }
        var diagnostics = subjects.diagnostics
        let zones = TimeZones()
        for file in subjects.files {
            diagnostics += file.load(zones: zones, projects: subjects.projects).diagnostics
            diagnostics += file.loadTests().diagnostics
        }
        for path in subjects.testFiles { diagnostics += MappingTestFile.load(path).diagnostics }
        if arguments.has("json") {
            printDocument(diagnostics, on: console)
        } else {
            for diagnostic in diagnostics { console.print(diagnostic) }
            console.note(summary(of: diagnostics, files: subjects.files.count + subjects.testFiles.count))
        }
        return diagnostics.contains { $0.severity == .error } ? .failure : .success
    }

    /// All mappings of the configuration; nil when it is wrong or they cannot be found, which has then been said.
    private func configured(in surroundings: Surroundings) -> Subjects? {
        let console = surroundings.console
        let configuration: Configuration
        do {
            configuration = try ConfigurationOptions.load(arguments, in: surroundings)
        } catch {
            if arguments.has("json") {
                printDocument(error.diagnostics + error.problems.map(\.diagnostic), on: console)
            } else {
                error.report(on: console)
            }
            return nil
        }
        do {
            let files = try MappingFolder.files(in: configuration.mappings)
            if files.isEmpty { console.note("no mapping files in \(configuration.mappings)") }
            return Subjects(files: files, projects: configuration.projects.map(\.name))
        } catch {
            let problem = StartError(mappings: error).description
            if arguments.has("json") {
                printDocument([.unreadableFolder(configuration.mappings, problem)], on: console)
            } else {
                console.fail(problem)
            }
            return nil
        }
    }

    private func named() -> Subjects {
        var subjects = Subjects()
        for path in arguments.positional {
            if let mapping = MappingFolder.mappingPath(ofTests: path) {
                // The file with a mapping's tests is checked with the mapping, and by itself where that is not named.
                if !arguments.positional.contains(mapping) { subjects.testFiles.append(path) }
            } else if let file = MappingFolder.file(at: path) {
                subjects.files.append(file)
            } else {
                subjects.diagnostics.append(.notAMapping(path))
            }
        }
        return subjects
    }

    private func summary(of diagnostics: [Diagnostic], files: Int) -> String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        let found = "\(Counted.text(errors, "error")), \(Counted.text(warnings, "warning"))"
        return "\(Counted.text(files, "file")) checked: \(found)"
    }

    private func printDocument(_ diagnostics: [Diagnostic], on console: Console) {
        var writer = JSONWriter()
        writer.beginArray()
        for diagnostic in diagnostics { diagnostic.write(into: &writer) }
        writer.endArray()
        console.print(writer.bytes)
    }
}
