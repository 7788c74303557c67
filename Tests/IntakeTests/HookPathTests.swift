import Domain
import Intake
import Testing

struct HookPathTests {
    static let sources: Set = ["quiz", "acme/quiz", "acme", "acme/quiz/two"]

    @Test(
        arguments: [
            (["hooks", "quiz"], "quiz", nil),
            (["hooks", "quiz", "t0ken"], "quiz", "t0ken"),
            (["hooks", "acme", "quiz"], "acme/quiz", nil),
            (["hooks", "acme", "other"], "acme", "other"),
            (["hooks", "acme", "quiz", "t0ken"], "acme/quiz", "t0ken"),
            (["hooks", "acme", "quiz", "two"], "acme/quiz/two", nil),
            (["hooks", "quiz", ""], "quiz", nil),
            (["hooks", "quiz", "T/0 ken"], "quiz", "T/0 ken"),
        ] as [([String], String, String?)]
    )
    func `a path names the longest source and perhaps a token`(segments: [String], source: String, token: String?) {
        let path = HookPath(segments: segments) { Self.sources.contains($0.text) }
        #expect(path?.source.text == source)
        #expect(path?.token == token)
    }

    @Test(arguments: [
        [], ["hooks"], ["hooks", ""], ["hook", "quiz"], ["hooks", "nobody"], ["hooks", "nobody", "t"],
        ["hooks", "quiz", "a", "b"], ["hooks", "QUIZ"], ["hooks", "", "quiz"], ["hooks", "..", "quiz"],
    ])
    func `a path that names no source is none`(segments: [String]) {
        #expect(HookPath(segments: segments) { Self.sources.contains($0.text) } == nil)
    }

    @Test(arguments: ["/hooks/quiz", "/hooks/acme", "/hooks/acme/quiz", "/hooks/acme/quiz/two"])
    func `a path that is a source and nothing else is read as it stands`(text: String) {
        let plain = Self.plain(text)
        #expect(plain?.source.text == String(text.dropFirst(7)))
        #expect(plain?.token == nil)
        let segments = text.split(separator: "/").map(String.init)
        #expect(plain == HookPath(segments: segments) { Self.sources.contains($0.text) })
    }

    @Test(arguments: [
        "", "/", "/hooks", "/hooks/", "/hooks/quiz/", "/hooks/quiz/t0ken", "/hooks/qui%7A", "/hooks/acme%2Fquiz",
        "/hook/quiz",
        "hooks/quiz", "/hooks//quiz", "/hooks/nobody", "/hooks/QUIZ",
    ])
    func `a path in any other form is left to its segments`(text: String) {
        #expect(Self.plain(text) == nil)
    }

    @Test(arguments: ["quiz", "acme", "acme/quiz", "gone"])
    func `which source is likely changes nothing of what a path names`(likely: String) throws {
        let likely = try #require(SourceName(likely))
        for path in [
            "/hooks/quiz", "/hooks/acme", "/hooks/acme/quiz", "/hooks/gone", "/hooks/qui", "/hooks/quizz", "/hooks/",
        ] {
            #expect(Self.plain(path, likely: likely) == Self.plain(path), "\(path)")
        }
    }

    private static func plain(_ path: String, likely: SourceName? = nil) -> HookPath? {
        Array(path.utf8).withUnsafeBufferPointer {
            HookPath(plain: $0, likely: likely) { sources.contains($0.text) }
        }
    }
}
