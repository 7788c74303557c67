internal import Linux
internal import Mappings

extension Diagnostic {
    /// A path that cannot be a mapping's.
    static func notAMapping(_ path: String) -> Diagnostic {
        let name = "a mapping's file is called NAME.jsonc, NAME in lower-case letters, digits, '.', '_' and '-'"
        let folder = "this is a folder: name files in it, or all of it with --mappings \(path)"
        return Diagnostic(
            file: path,
            line: 1,
            column: 1,
            code: .unreadableFile,
            message: Files.isDirectory(path) ? folder : name
        )
    }

    /// The folder of the mappings, when it cannot be listed; it has no line of its own.
    static func unreadableFolder(_ path: String, _ problem: String) -> Diagnostic {
        Diagnostic(file: path, line: 1, column: 1, code: .unreadableFile, message: problem)
    }
}
