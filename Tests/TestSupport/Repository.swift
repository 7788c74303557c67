package import Foundation

/// The repository's files, found from where this file stands.
package enum Repository {
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The whole path of a file or folder named from the root.
    package static func path(_ name: String) -> String {
        root.appending(path: name).path(percentEncoded: false)
    }

    package static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: name), encoding: .utf8)
    }
}
