import Foundation
import Linux
import TestSupport
import Testing

struct FilesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func path(_ name: String) -> String { folder.path(name) }

    @Test func `what is written is read`() throws {
        for bytes in [[], [0], Array("text\n".utf8), [UInt8](repeating: 7, count: 200_000)] {
            try Files.writeAtomically(bytes, to: path("a"), permissions: 0o600)
            #expect(try Files.read(path("a"), limit: 200_000) == bytes)
            #expect(try Files.list(folder.path) == ["a"])
        }
    }

    @Test func `a file longer than the limit is refused, one of just that length is not`() throws {
        let bytes = [UInt8](repeating: 1, count: 70_000)
        try Files.writeAtomically(bytes, to: path("a"), permissions: 0o600)
        #expect(try Files.read(path("a"), limit: 70_000) == bytes)
        let error = #expect(throws: SystemError.self) { try Files.read(path("a"), limit: 69_999) }
        #expect(error?.code == EFBIG)
        #expect(error?.description == "read \(path("a")): file too large")
        #expect(throws: SystemError(call: "read", code: EFBIG, subject: path("a"))) {
            try Files.read(path("a"), limit: 0)
        }
    }

    @Test func `a link leads to where the last of its chain does, be anything there or not`() throws {
        let files = FileManager.default
        try files.createSymbolicLink(atPath: path("absolute"), withDestinationPath: path("none"))
        try files.createSymbolicLink(atPath: path("relative"), withDestinationPath: "absolute")
        try files.createSymbolicLink(atPath: path("circle"), withDestinationPath: "circle")
        try files.createDirectory(atPath: path("sub"), withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: path("sub/up"), withDestinationPath: "../relative")
        #expect(Files.end(of: path("absolute")) == path("none"))
        #expect(Files.end(of: path("relative")) == path("none"))
        #expect(Files.end(of: path("sub/up")) == path("none"))
        #expect(Files.end(of: path("circle")) == path("circle"))
        #expect(Files.end(of: path("none")) == path("none"))
        #expect(Files.end(of: "none") == "none")
    }

    @Test func `a file without end is refused at the limit`() {
        let error = #expect(throws: SystemError.self) { try Files.read("/dev/zero", limit: 100_000) }
        #expect(error?.code == EFBIG)
    }

    @Test func `what is not there or no file is told by its name`() {
        let missing = #expect(throws: SystemError.self) { try Files.read(path("no"), limit: 1) }
        #expect(missing?.code == ENOENT)
        #expect(missing?.subject == path("no"))
        let noFile = #expect(throws: SystemError.self) { try Files.read(folder.path, limit: 1) }
        #expect(noFile?.code == EISDIR)
        let list = #expect(throws: SystemError.self) { try Files.list(path("no")) }
        #expect(list?.code == ENOENT)
        let status = #expect(throws: SystemError.self) { try FileStatus(path("no")) }
        #expect(status?.code == ENOENT)
    }

    @Test(arguments: [("x.db", "."), ("./x.db", "."), ("/x.db", "/"), ("a/x.db", "a"), ("/a/b/x.db", "/a/b")])
    func `the folder of a path is what stands before its last slash`(path: String, folder: String) {
        #expect(Files.folder(of: path) == folder)
    }

    @Test func `a file that is written anew keeps nothing of the old one`() throws {
        try Files.writeAtomically(Array("long content".utf8), to: path("a"), permissions: 0o644)
        #expect(try FileStatus(path("a")).permissions == 0o644)
        try Files.writeAtomically([1], to: path("a"), permissions: 0o600)
        #expect(try Files.read(path("a"), limit: 100) == [1])
        #expect(try FileStatus(path("a")).permissions == 0o600)
    }

    @Test func `a write that fails leaves nothing behind`() throws {
        try FileManager.default.createDirectory(atPath: path("folder/inside"), withIntermediateDirectories: true)
        #expect(throws: SystemError.self) {
            try Files.writeAtomically([1], to: path("folder"), permissions: 0o600)
        }
        #expect(try Files.list(folder.path) == ["folder"])
        #expect(throws: SystemError.self) {
            try Files.writeAtomically([1], to: path("no/a"), permissions: 0o600)
        }
    }

    @Test func `names are listed by their bytes, links and hidden ones too`() throws {
        for name in ["b", "a", "ä", "B", ".c"] { try Files.writeAtomically([], to: path(name), permissions: 0o600) }
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "nowhere")
        #expect(try Files.list(folder.path) == [".c", "B", "a", "b", "link", "ä"])
    }

    @Test func `links are followed`() throws {
        try FileManager.default.createSymbolicLink(atPath: path("folder"), withDestinationPath: folder.path)
        try FileManager.default.createSymbolicLink(atPath: path("broken"), withDestinationPath: "nowhere")
        #expect(Files.exists(path("folder")) && Files.isDirectory(path("folder")))
        #expect(!Files.exists(path("broken")) && !Files.isDirectory(path("broken")))
        #expect(!Files.isDirectory("/etc/hostname"))
    }
}
