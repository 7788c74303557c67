import Foundation
import Linux
import TestSupport
import Testing

/// A real folder, watched: every way in which programs write files.
struct FileWatcherTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: path("mappings"), withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { root.path(name) }

    private func write(_ text: String, _ name: String) throws {
        try root.write(text, to: name)
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    private func move(_ name: String, to other: String) {
        #expect(rename(path(name), path(other)) == 0)
    }

    private func armed(_ name: String = "mappings") throws -> FileWatcher {
        let watcher = try FileWatcher(folder: path(name))
        try watcher.arm()
        #expect(!watcher.takeChanges())
        return watcher
    }

    @Test func `nothing is told of a folder in which nothing happens`() throws {
        try write("a", "mappings/quiz.jsonc")
        let watcher = try armed()
        _ = try String(contentsOfFile: path("mappings/quiz.jsonc"), encoding: .utf8)
        #expect(!watcher.takeChanges())
    }

    @Test func `a file written in place counts when it is closed`() throws {
        try write("a", "mappings/quiz.jsonc")
        let watcher = try armed()
        let file = try FileHandle(forWritingTo: URL(filePath: path("mappings/quiz.jsonc")))
        try file.write(contentsOf: Data("b".utf8))
        #expect(!watcher.takeChanges())
        try file.close()
        #expect(watcher.takeChanges())
        #expect(!watcher.takeChanges())
    }

    @Test func `a new file counts when it is written, an empty one that is still open does not`() throws {
        let watcher = try armed()
        let descriptor = open(path("mappings/new.jsonc"), O_WRONLY | O_CREAT, 0o600)
        #expect(!watcher.takeChanges())
        close(descriptor)
        #expect(watcher.takeChanges())
    }

    @Test func `a file renamed over another, moved away or removed counts`() throws {
        try write("a", "mappings/quiz.jsonc")
        try write("b", "elsewhere/quiz.jsonc")
        let watcher = try armed()
        move("elsewhere/quiz.jsonc", to: "mappings/quiz.jsonc")
        #expect(watcher.takeChanges())
        move("mappings/quiz.jsonc", to: "elsewhere/quiz.jsonc")
        #expect(watcher.takeChanges())
        try write("c", "mappings/other.jsonc")
        #expect(watcher.takeChanges())
        unlink(path("mappings/other.jsonc"))
        #expect(watcher.takeChanges())
    }

    @Test func `what editors leave beside a file does not count`() throws {
        try write("a", "mappings/quiz.jsonc")
        let watcher = try armed()
        try write("swap", "mappings/.quiz.jsonc.swp")
        unlink(path("mappings/.quiz.jsonc.swp"))
        #expect(!watcher.takeChanges())
    }

    @Test func `the swap of a link as container tools do it counts`() throws {
        try write("a", "mappings/..2026_1/quiz.jsonc")
        try write("b", "mappings/..2026_2/quiz.jsonc")
        try link("mappings/..data", to: "..2026_1")
        try link("mappings/quiz.jsonc", to: "..data/quiz.jsonc")
        let watcher = try armed()
        try link("mappings/..data_tmp", to: "..2026_2")
        #expect(!watcher.takeChanges())
        move("mappings/..data_tmp", to: "mappings/..data")
        #expect(watcher.takeChanges())
        try watcher.arm()
        try write("c", "mappings/..2026_2/quiz.jsonc")
        #expect(watcher.takeChanges())
    }

    @Test func `a file that a link leads to counts, written in place or replaced`() throws {
        try write("a", "store/quiz.jsonc")
        try link("mappings/quiz.jsonc", to: path("store/quiz.jsonc"))
        let watcher = try armed()
        let file = try FileHandle(forWritingTo: URL(filePath: path("store/quiz.jsonc")))
        try file.write(contentsOf: Data("b".utf8))
        try file.close()
        #expect(watcher.takeChanges())
        try write("c", "store/new")
        #expect(!watcher.takeChanges())
        move("store/new", to: "store/quiz.jsonc")
        #expect(watcher.takeChanges())
    }

    @Test func `sub-folders count, new ones once they are armed`() throws {
        try write("a", "mappings/acme/quiz.jsonc")
        let watcher = try armed()
        try write("b", "mappings/acme/quiz.jsonc")
        #expect(watcher.takeChanges())
        try write("c", "mappings/other/deep/quiz.jsonc")
        #expect(watcher.takeChanges())
        try watcher.arm()
        try write("d", "mappings/other/deep/quiz.jsonc")
        #expect(watcher.takeChanges())
    }

    @Test func `the folder itself may be replaced, or come late`() throws {
        try write("a", "mappings/quiz.jsonc")
        try write("b", "next/quiz.jsonc")
        let watcher = try armed()
        move("mappings", to: "old")
        #expect(watcher.takeChanges())
        try watcher.arm()
        move("next", to: "mappings")
        #expect(watcher.takeChanges())
        try watcher.arm()
        #expect(!watcher.takeChanges())
        try write("c", "old/quiz.jsonc")
        #expect(!watcher.takeChanges())
        try write("d", "mappings/quiz.jsonc")
        #expect(watcher.takeChanges())
    }

    @Test func `a link to the folder may be swapped`() throws {
        try write("a", "releases/1/quiz.jsonc")
        try write("b", "releases/2/quiz.jsonc")
        try link("current", to: "releases/1")
        let watcher = try armed("current")
        try link("current.new", to: "releases/2")
        move("current.new", to: "current")
        #expect(watcher.takeChanges())
        try watcher.arm()
        try write("c", "releases/2/quiz.jsonc")
        #expect(watcher.takeChanges())
    }

    @Test func `links that go round in a circle end`() throws {
        for name in ["one", "two", "three"] { try link("mappings/\(name)", to: ".") }
        try link("mappings/self", to: "self")
        let watcher = try armed()
        try write("a", "mappings/quiz.jsonc")
        #expect(watcher.takeChanges())
    }
}
