import TestSupport
import Testing

/// The words that scripts may rely on.
struct DiagnosticCodeTests {
    @Test func `every code that is declared is given out somewhere`() throws {
        let declaration = "Sources/Mappings/Diagnostics/DiagnosticCode.swift"
        let names = try Repository.lines(declaration).compactMap { line in
            line.split(separator: " ").first == "case" ? line.split(separator: " ").dropFirst().first : nil
        }
        #expect(names.count > 30)
        let users = Repository.swiftFiles(in: "Sources").filter { $0 != declaration }
        let words = try users.reduce(into: Set<Substring>()) { words, path in
            words.formUnion(try Repository.text(path).split { !$0.isLetter && $0 != "." })
        }
        for name in names { #expect(words.contains(".\(name)"), "\(name) is never given out") }
    }
}
