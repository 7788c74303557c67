internal import Mappings

extension ConfigurationProblem {
    /// The problem among those of files; it has no line of its own.
    var diagnostic: Diagnostic {
        Diagnostic(file: place, line: 1, column: 1, code: .invalidValue, message: message)
    }
}
