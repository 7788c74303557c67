package import Foundation

/// A folder of one test's own, removed with it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        // The path of a unix socket in it must be of no more than 107 bytes.
        let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path(percentEncoded: false)
        let parent = URL(filePath: temporary.utf8.count <= 40 ? temporary : "/tmp", directoryHint: .isDirectory)
        path = parent.appending(path: "funnelbridge-\(UUID().uuidString)").path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    package var url: URL { URL(filePath: path, directoryHint: .isDirectory) }

    /// Where a test that has one ledger keeps it.
    package var ledger: String { path("ledger.db") }

    package func path(_ name: String) -> String { path + "/" + name }

    /// Writes the file, in sub-folders that are made for it, and gives its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let file = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return path(name)
    }

    package func read(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    /// All that stands in the folder's own files whose names begin so, one after another; sub-folders are left out.
    package func bytes(ofFilesNamed prefix: String = "") throws -> Data {
        let files = try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        return try files.filter { !$0.hasDirectoryPath && $0.lastPathComponent.hasPrefix(prefix) }
            .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
    }
}
