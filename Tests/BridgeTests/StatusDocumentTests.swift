import Domain
import JSON
import Testing

@testable import Bridge
@testable import Ledger

/// The document of `status --json`, byte for byte: scripts read it.
struct StatusDocumentTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func text(_ summary: StatusSummary) -> String {
        String(decoding: StatusDocument.json(summary, at: now), as: UTF8.self)
    }

    @Test func `an empty ledger has every member, and null for what is not`() {
        #expect(
            Self.text(Summaries.summary(at: Self.now)) == """
                {"at":"2027-01-15T08:00:00.000Z",\
                "daemon":{"running":false,"pid":null,"since":null,"version":null},\
                "forwards":{"pending":0,"delivered":0,"duplicate":0,"dead":0,"discarded":0},\
                "events":{"mapped":0,"ignored":0,"held":0,"unmapped":0,"unreadable":0},\
                "oldestPending":null,"projects":[],"mappings":[],"attention":[]}
                """
        )
    }

    @Test func `all that there is stands in its place and order`() throws {
        let quiz = try #require(SourceName("quiz"))
        let action = try #require(ActionName("Quiz Completed"))
        let event = try #require(EventID("0123456789abc"))
        let failed = StatusSummary.ProjectError(at: Self.now.adding(.seconds(-5)), status: 500, message: "answered 500")
        let counts: [ForwardState.Name: Int] = [.pending: 1, .delivered: 2, .duplicate: 3, .dead: 4, .discarded: 5]
        let project = Summaries.project(
            .circuitOpen,
            at: Self.now,
            why: "it rests",
            pending: 1,
            nextDue: Self.now.adding(.seconds(60)),
            lastError: failed,
            actions: [StatusSummary.ActionCounts(action: action, counts: counts)]
        )
        let mapping = MappingRecord(
            source: quiz,
            file: "mappings/quiz.jsonc",
            version: "0123456789ab",
            loadedAt: Self.now,
            broken: "quiz.jsonc:1:2: error"
        )
        let summary = Summaries.summary(
            at: Self.now,
            forwards: counts,
            events: [.mapped: 1, .ignored: 2, .held: 3, .unmapped: 4, .unreadable: 5],
            oldestPending: .init(forward: 7, event: event, receivedAt: Self.now.adding(.milliseconds(-90_500))),
            projects: [project],
            mappings: [mapping],
            isDaemonRunning: true
        )
        let expected = """
            {"at":"2027-01-15T08:00:00.000Z",\
            "daemon":{"running":true,"pid":1,"since":"2027-01-15T08:00:00.000Z","version":"0.1.0"},\
            "forwards":{"pending":1,"delivered":2,"duplicate":3,"dead":4,"discarded":5},\
            "events":{"mapped":1,"ignored":2,"held":3,"unmapped":4,"unreadable":5},\
            "oldestPending":{"forward":"7","event":"0123456789abc",\
            "receivedAt":"2027-01-15T07:58:29.500Z","ageSeconds":90},\
            "projects":[{"name":"default","state":"circuit-open","why":"it rests","pending":1,\
            "nextAttempt":"2027-01-15T08:01:00.000Z",\
            "lastError":{"at":"2027-01-15T07:59:55.000Z","status":500,"message":"answered 500"},\
            "actions":[{"action":"Quiz Completed","pending":1,"delivered":2,"duplicate":3,"dead":4}]}],\
            "mappings":[{"source":"quiz","file":"mappings/quiz.jsonc","version":"0123456789ab",\
            "loadedAt":"2027-01-15T08:00:00.000Z","broken":"quiz.jsonc:1:2: error"}],\
            "attention":["source quiz: quiz.jsonc:1:2: error",\
            "4 forwards are dead: funnelbridge events list --state dead",\
            "4 events are unmapped: funnelbridge events list --state unmapped",\
            "3 events are held: funnelbridge events list --state held",\
            "5 events are unreadable: funnelbridge events list --state unreadable"]}
            """
        #expect(Self.text(summary) == expected)
    }

    @Test func `a next attempt is promised only where one will be made`() {
        func next(_ state: ProjectState.Name, pending: Int) -> Timestamp? {
            Summaries.project(state, at: Self.now, why: nil, pending: pending, nextDue: Self.now).nextAttempt
        }
        #expect(next(.sending, pending: 1) == Self.now)
        #expect(next(.paused, pending: 1) == Self.now)
        #expect(next(.noCredentials, pending: 1) == nil)
        #expect(next(.sending, pending: 0) == nil)
    }

    @Test func `the four states of a project have these names`() {
        #expect(ProjectState.Name.allCases.map(\.rawValue) == ["sending", "paused", "circuit-open", "no-credentials"])
    }
}
