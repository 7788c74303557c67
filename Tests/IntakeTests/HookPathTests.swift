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
}
