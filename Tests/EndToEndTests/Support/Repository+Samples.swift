import TestSupport

extension Repository {
    static func sample(_ path: String) throws -> String {
        try text("mappings/samples/\(path)")
    }
}
