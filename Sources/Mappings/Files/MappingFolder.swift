internal import Domain
internal import Linux

/// A folder of mappings: `NAME.jsonc` serves the source `NAME`, and folders within are part of the name.
///
/// Files and folders whose names are no source names are passed over (`..data`, `README.md`, `.git`), and so is what is
/// neither. `NAME.test.jsonc` holds the tests of `NAME.jsonc`. Links are followed.
package enum MappingFolder {
    /// How deep folders are looked into; links may go round in a circle.
    private static let depthLimit = 16
    /// How many files and folders are looked at: more are no folder of mappings, but a whole disk.
    package static let nameLimit = 100_000
    private static let suffix = ".jsonc"
    private static let testSuffix = ".test.jsonc"

    /// The mapping files below a folder, sorted by the names of their sources.
    ///
    /// - Parameter limit: how many files and folders may lie there, mappings or not.
    /// - Throws: when the folder itself cannot be listed, or holds too much; one within that cannot be is passed over.
    package static func files(
        in folder: String,
        limit: Int = nameLimit
    ) throws(MappingFolderError) -> [MappingFile] {
        let names: [String]
        do throws(SystemError) {
            names = try Files.list(folder)
        } catch {
            throw .unlisted(error)
        }
        var files: [MappingFile] = []
        var left = limit
        guard collect(folder, "", names, depth: 0, &left, into: &files) else {
            throw .tooMany(folder: folder, limit: limit)
        }
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

    /// The path of the mapping whose tests a file at `path` holds; nil when its name is none of a file of tests.
    package static func mappingPath(ofTests path: String) -> String? {
        path.hasSuffix(testSuffix) ? String(path.dropLast(testSuffix.count)) + suffix : nil
    }

    /// Adds the mapping files below a folder; false when more lies there than may.
    ///
    /// - Parameter left: how many files and folders may still come.
    private static func collect(
        _ folder: String,
        _ prefix: String,
        _ names: [String],
        depth: Int,
        _ left: inout Int,
        into files: inout [MappingFile]
    ) -> Bool {
        left -= names.count
        guard left >= 0 else { return false }
        for name in names {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            if Files.isDirectory(path) {
                guard depth < depthLimit, SourceName(name) != nil else { continue }
                // A folder that went away, or that is closed to us, holds no mappings.
                guard let names = try? Files.list(path) else { continue }
                guard collect(path, prefix + name + "/", names, depth: depth + 1, &left, into: &files) else {
                    return false
                }
            } else if let source = source(ofFile: name, in: prefix), !Files.isSpecial(path) {
                let testName = name.dropLast(suffix.count) + testSuffix
                let testPath = String(path.dropLast(suffix.count)) + testSuffix
                let hasTests = names.contains(String(testName)) && !Files.isSpecial(testPath)
                files.append(MappingFile(source: source, path: path, testPath: hasTests ? testPath : nil))
            }
        }
        return true
    }

    private static func source(ofFile name: String, in prefix: String) -> SourceName? {
        guard name.hasSuffix(suffix), !name.hasSuffix(testSuffix) else { return nil }
        return SourceName(prefix + name.dropLast(suffix.count))
    }
}
