import Foundation
import TestSupport
import Testing

/// Where things stand, and how long they are.
struct LayoutTests {
    @Test func `the top level holds what it may hold and nothing else`() throws {
        let allowed: Set = ["Package.swift", "README.md", "Sources", "Tests", "mappings", "deploy"]
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path(percentEncoded: false))
        #expect(Set(names.filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }) == allowed)
    }

    @Test func `no file is longer than 400 lines`() throws {
        let long = try (Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests"))
            .filter { try Repository.lines($0).count > 401 }
        #expect(long == [])
    }

    @Test func `no file is a drawer without a label`() {
        let drawers = ["Utils", "Utilities", "Helpers", "Helper", "Common", "Manager", "Misc", "Placeholder"]
        let found = Repository.swiftFiles(in: "Sources").filter { path in
            let name = path.split(separator: "/").last.map { $0.dropLast(".swift".count) } ?? ""
            return drawers.contains { name.prefix { $0 != "+" }.hasSuffix($0) }
        }
        #expect(found == [])
    }

    @Test func `a file is named after the type it declares or extends`() throws {
        var strangers: [String] = []
        for path in Repository.swiftFiles(in: "Sources") where !path.hasSuffix("/main.swift") {
            let name = path.split(separator: "/").last.map { $0.dropLast(".swift".count) } ?? ""
            let noun = name.split(separator: "+").first.map(String.init) ?? ""
            let declares = try Repository.lines(path).contains { line in
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }.map(String.init)
                let kinds: Set = ["struct", "enum", "class", "protocol", "extension", "actor", "typealias"]
                return zip(words, words.dropFirst()).contains { kind, type in
                    kinds.contains(kind)
                        && (type == noun || type.hasSuffix("." + noun) || type.hasPrefix(noun + "."))
                }
            }
            if !declares { strangers.append(path) }
        }
        #expect(strangers == [])
    }

    @Test func `nothing is declared public, for there is no one outside`() throws {
        let found = try Repository.swiftFiles(in: "Sources").filter { path in
            try Repository.lines(path).contains { line in
                let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
                return words.first == "public"
            }
        }
        #expect(found == [])
    }

    @Test func `no unchecked promise goes without its reason`() throws {
        for path in Repository.swiftFiles(in: "Sources") {
            let lines = try Repository.lines(path)
            for (index, line) in lines.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                let around = lines[max(0, index - 6)...min(lines.count - 1, index + 3)].joined(separator: "\n")
                #expect(around.lowercased().contains("because"), "\(path):\(index + 1)")
            }
        }
    }

    @Test func `tests run programs by ChildProcess, for Foundation's own crashes beside many files`() throws {
        let call = "Process" + "()"
        let users = try Repository.swiftFiles(in: "Tests").filter { path in
            try Repository.lines(path).contains { $0.contains(call) && !$0.contains("Child" + call) }
        }
        #expect(users == [])
    }

    @Test func `the documents and sources speak of the program only`() throws {
        let words = ["/" + "work/", "/" + "tmp/fb", "h-" + "seed", "this " + "session", "TO" + "DO", "FIX" + "ME"]
        let paths =
            Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests") + Repository.files(in: "deploy")
            + Repository.files(in: "mappings") + ["README.md", "Package.swift"]
        for path in paths {
            guard let text = try? Repository.text(path) else { continue }
            for word in words { #expect(!text.contains(word), "\(path) says \(word)") }
        }
    }
}
