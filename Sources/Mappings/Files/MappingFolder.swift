internal import Domain
package import Linux

/// A folder of mappings: `NAME.jsonc` serves the source `NAME`, and folders within are part of the name.
///
/// Files and folders whose names are no source names are passed over (`..data`, `README.md`, `.git`), and so is what is
/// neither. `NAME.test.jsonc` holds the tests of `NAME.jsonc`. Links are followed.
package enum MappingFolder {
    /// How deep folders are looked into; links may go round in a circle.
    private static let depthLimit = 16
    private static let suffix = ".jsonc"
    private static let testSuffix = ".test.jsonc"

    /// The mapping files below a folder, sorted by the names of their sources.
    ///
    /// - Throws: when the folder itself cannot be listed; one within that cannot be is passed over.
    package static func files(in folder: String) throws(SystemError) -> [MappingFile] {
        var files: [MappingFile] = []
        try collect(folder, "", try Files.list(folder), depth: 0, into: &files)
        return files.sorted { $0.source < $1.source }
    }

    /// The mapping that the file at `path` is, whatever folder it stands in: its source is its own name.
    ///
    /// nil when the name is none of a mapping file.
    package static func file(at path: String) -> MappingFile? {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        guard let source = source(ofFile: name, in: "") else { return nil }
        let testPath = String(path.dropLast(suffix.count)) + testSuffix
        return MappingFile(source: source, path: path, testPath: Files.exists(testPath) ? testPath : nil)
    }

    private static func collect(
        _ folder: String,
        _ prefix: String,
        _ names: [String],
        depth: Int,
        into files: inout [MappingFile]
    ) throws(SystemError) {
        for name in names {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            if Files.isDirectory(path) {
                guard depth < depthLimit, SourceName(name) != nil else { continue }
                do throws(SystemError) {
                    try collect(path, prefix + name + "/", try Files.list(path), depth: depth + 1, into: &files)
                } catch {
                    // A folder that went away, or that is closed to us, holds no mappings.
                    continue
                }
            } else if let source = source(ofFile: name, in: prefix), !Files.isSpecial(path) {
                let testName = name.dropLast(suffix.count) + testSuffix
                let testPath = String(path.dropLast(suffix.count)) + testSuffix
                let hasTests = names.contains(String(testName)) && !Files.isSpecial(testPath)
                files.append(MappingFile(source: source, path: path, testPath: hasTests ? testPath : nil))
            }
        }
    }

    private static func source(ofFile name: String, in prefix: String) -> SourceName? {
        guard name.hasSuffix(suffix), !name.hasSuffix(testSuffix) else { return nil }
        return SourceName(prefix + name.dropLast(suffix.count))
    }
}
