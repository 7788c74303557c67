import Foundation
import TestSupport

/// What stands in the repository.
extension Repository {
    /// Paths below the root of the Swift files in `folder`, sorted.
    static func swiftFiles(in folder: String) -> [String] {
        files(in: folder).filter { $0.hasSuffix(".swift") }
    }

    /// Paths below the root of all files in `folder`, hidden ones and build products left out, sorted.
    static func files(in folder: String) -> [String] {
        let start = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey])
        else {
            return []
        }
        var found: [String] = []
        for case let file as URL in walk {
            guard (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true else { continue }
            let path = file.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count)
            if !path.contains("/.") { found.append(String(path)) }
        }
        return found.sorted()
    }

    static func lines(_ path: String) throws -> [Substring] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The modules that a file imports.
    static func imports(_ path: String) throws -> [String] {
        try lines(path).compactMap { line in
            var words = line.split(separator: " ")
            while let first = words.first, ["internal", "package", "public", "private", "@testable"].contains(first) {
                words.removeFirst()
            }
            guard words.count == 2, words[0] == "import" else { return nil }
            return String(words[1])
        }
    }
}
