import Foundation

/// Where the repository's files are, found from where this file stands.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func sample(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: "mappings/samples/\(path)"), encoding: .utf8)
    }
}
