import Domain
import Foundation
import Linux
import TestSupport
import Testing

@testable import Mappings

struct MappingFolderTests {
    /// A folder for one test, with these files in it.
    private func folder(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return folder
    }

    private let good = #"{ "verify": { "none": true }, "actions": [] }"#

    @Test func `files serve sources, folders are part of the name, other names are passed over`() throws {
        let folder = try folder([
            "quiz.jsonc": good, "quiz.test.jsonc": "{}", "acme/quiz.jsonc": good, "acme/deep/q.v2.jsonc": good,
            "README.md": "", "mapping.schema.json": "", "Upper.jsonc": good, ".hidden.jsonc": good,
            "..data/x.jsonc": good,
            ".git/y.jsonc": good, "_x.jsonc": good, "a b.jsonc": good, "alone.test.jsonc": "{}", ".jsonc": good,
        ])
        let files = try MappingFolder.files(in: folder.path)
        #expect(files.map(\.source.text) == ["acme/deep/q.v2", "acme/quiz", "quiz"])
        #expect(files.map(\.path) == ["acme/deep/q.v2", "acme/quiz", "quiz"].map { folder.path("\($0).jsonc") })
        #expect(files.map(\.testPath) == [nil, nil, folder.path("quiz.test.jsonc")])
    }

    @Test func `links are followed, and one that leads back does not go on for ever`() throws {
        let folder = try folder(["real/quiz.jsonc": good])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.jsonc"),
            withDestinationPath: "real/quiz.jsonc"
        )
        try FileManager.default.createSymbolicLink(atPath: folder.path("real/round"), withDestinationPath: ".")
        let sources = try MappingFolder.files(in: folder.path).map(\.source.text)
        #expect(sources.first == "link")
        #expect(sources.contains("real/quiz"))
        #expect(sources.count < 30)
    }

    @Test func `a folder that holds more than mappings ever are is refused, and not gone through to its end`() throws {
        let folder = try folder([
            "quiz.jsonc": good, "acme/quiz.jsonc": good, "acme/other/notes.txt": "", "README.md": "",
        ])
        // Three names at the top, two in the folder, one in that.
        #expect(try MappingFolder.files(in: folder.path, limit: 6).count == 2)
        let error = MappingFolderError.tooMany(folder: folder.path, limit: 5)
        #expect(throws: error) { try MappingFolder.files(in: folder.path, limit: 5) }
        #expect("\(error)" == "\(folder.path) holds more than 5 files and folders")
        #expect(error.reason == "it holds more than 5 files and folders")
        #expect(!error.isNotFound)
    }

    @Test func `a pipe or a device is no mapping and no test, for reading one could wait for ever`() throws {
        let folder = try folder(["quiz.jsonc": good])
        for pipe in ["pipe.jsonc", "quiz.test.jsonc"] { #expect(mkfifo(folder.path(pipe), 0o600) == 0) }
        let device = folder.path("device.jsonc")
        try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: "/dev/zero")
        let files = try MappingFolder.files(in: folder.path)
        #expect(files.map(\.source.text) == ["quiz"])
        #expect(files.map(\.testPath) == [nil])
    }

    @Test func `a folder that is not there is an error`() {
        #expect(throws: MappingFolderError.self) { try MappingFolder.files(in: "/nowhere/at/all") }
    }

    @Test func `a file that cannot be read is reported like any problem`() throws {
        let folder = try folder(["quiz.jsonc": good])
        let files = try MappingFolder.files(in: folder.path)
        try FileManager.default.removeItem(atPath: folder.path)
        let (mapping, diagnostics) = try #require(files.first).load(zones: TimeZones())
        #expect(mapping == nil)
        #expect(diagnostics.map(\.code) == [.unreadableFile])
    }

    @Test(arguments: [
        ("mappings/acme/quiz.jsonc", "quiz"), ("quiz.jsonc", "quiz"), ("quiz.test.jsonc", nil), ("x/Quiz.jsonc", nil),
        ("quiz.json", nil),
    ])
    func `a file by itself serves the source of its own name`(path: String, source: String?) {
        #expect(MappingFolder.file(at: path)?.source.text == source)
    }
}
