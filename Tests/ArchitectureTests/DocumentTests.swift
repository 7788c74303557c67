import TestSupport
import Testing

/// What the documents say against what there is.
struct DocumentTests {
    @Test func `every command is named in the README`() throws {
        let readme = try Repository.text("README.md")
        let verbs = try Repository.swiftFiles(in: "Sources/Bridge/Commands")
            .flatMap { try Repository.lines($0) }
            .reduce(into: (open: false, verbs: [String]())) { state, line in
                if state.open, let verb = line.split(separator: "\"").dropFirst().first {
                    state.verbs.append(String(verb))
                }
                state.open = line.contains("static let specification = CommandSpecification(")
            }.verbs
        #expect(verbs.count >= 9)
        for verb in verbs { #expect(readme.contains("`\(verb)"), "README.md does not name '\(verb)'") }
    }
}
