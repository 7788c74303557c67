import Domain
import Testing

@testable import Bridge
@testable import Ledger

struct StatusTextTests {
    private static let now = Timestamp(seconds: 1_800_000_000)
    private static let why = "the destination has not answered five times in a row: one forward tries again soon"

    private static func lines(
        _ state: ProjectState.Name,
        error: StatusSummary.ProjectError? = nil
    ) -> [String] {
        let project = Summaries.project(state, at: now, why: why, lastError: error)
        let summary = Summaries.summary(at: now, projects: [project], isDaemonRunning: true)
        return StatusText(summary, at: now, style: TextStyle(coloured: false), width: 80).lines
    }

    @Test(arguments: [ProjectState.Name.paused, .circuitOpen, .noCredentials])
    func `why a project does not send is said once, on lines that fit`(state: ProjectState.Name) {
        let lines = Self.lines(state)
        #expect(lines.allSatisfy { $0.count <= 80 })
        let text = lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
        #expect(text.ranges(of: Self.why).count == 1, "\(text)")
        #expect(lines.contains("Wants your attention:") == (state != .circuitOpen))
    }

    @Test(arguments: [
        ("answered 400", "last error 5s ago: answered 400"), ("erased", "last error 5s ago: status 400, erased"),
    ])
    func `an error has its status once`(message: String, expected: String) {
        let error = StatusSummary.ProjectError(at: Self.now.adding(.seconds(-5)), status: 400, message: message)
        #expect(Self.lines(.sending, error: error).contains("  \(expected)"))
    }
}
