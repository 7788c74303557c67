internal import Mappings

extension Diagnostic {
    /// A path that cannot be a mapping's.
    static func notAMapping(_ path: String) -> Diagnostic {
        Diagnostic(
            file: path,
            line: 1,
            column: 1,
            code: .unreadableFile,
            message: "a mapping's file is called NAME.jsonc, NAME in lower-case letters, digits, '.', '_' and '-'"
        )
    }
}
