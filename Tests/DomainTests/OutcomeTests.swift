import Domain
import Testing

struct OutcomeTests {
    @Test func `labels are bounded words that tell all causes apart`() {
        let outcomes: [Outcome] =
            [.delivered, .duplicate, .rejected] + PauseCause.allCases.map { .pause($0) }
            + RetryCause.allCases.map { .retry($0, after: .seconds(7)) }
        let labels = outcomes.map(\.label)
        #expect(Set(labels).count == labels.count)
        for label in labels {
            #expect(label.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }, "\(label)")
        }
    }

    @Test func `what stands in the configuration is mended by a restart, for a reload does not read it`() {
        #expect(PauseCause.notFound.why.hasSuffix("and restart"))
        #expect(PauseCause.redirected.why.hasSuffix("and restart"))
        #expect(PauseCause.unauthorized.why.contains("restart, or reload where they stand in files"))
    }

    @Test func `only being asked to slow down is no failure`() {
        #expect(RetryCause.allCases.filter { !$0.countsAsFailure } == [.throttled])
    }
}
