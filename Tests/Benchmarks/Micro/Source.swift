import Foundation

/// A shipped mapping with its samples.
struct Source {
    let name: String
    /// The mapping file.
    let file: [UInt8]
    let bodies: [[UInt8]]
    /// The same for Foundation.
    let foundationBodies: [Data]

    /// How long a body is on average.
    var bytes: Int { bodies.reduce(0) { $0 + $1.count } / bodies.count }

    init(name: String, folder: URL) throws {
        self.name = name
        file = Array(try Data(contentsOf: folder.appending(path: "\(name).jsonc")))
        let samples = folder.appending(path: "samples/\(name)", directoryHint: .isDirectory)
        let files = try FileManager.default.contentsOfDirectory(at: samples, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path() < $1.path() }
        foundationBodies = try files.map { try Data(contentsOf: $0) }
        bodies = foundationBodies.map { Array($0) }
        guard !bodies.isEmpty else { throw Problem(text: "\(samples.path()) has no samples") }
    }
}
