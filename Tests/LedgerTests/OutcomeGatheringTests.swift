import Testing

@testable import Ledger

@Suite struct OutcomeGatheringTests {
    @Test func `outcomes are written at once when no events come`() {
        #expect(OutcomeGathering().rest(at: 0) == nil)
    }

    @Test func `outcomes wait for the next events for two milliseconds and no longer`() {
        var gathering = OutcomeGathering()
        gathering.noteEvents(at: 10_000)
        #expect(gathering.rest(at: 10_000) == 2)
        #expect(gathering.rest(at: 10_999) == 2)
        #expect(gathering.rest(at: 11_000) == 1)
        #expect(gathering.rest(at: 11_999) == 1)
        #expect(gathering.rest(at: 12_000) == nil)
    }

    @Test func `the next events begin the wait anew`() {
        var gathering = OutcomeGathering()
        gathering.noteEvents(at: 0)
        gathering.noteEvents(at: 1_500)
        #expect(gathering.rest(at: 3_000) == 1)
        #expect(gathering.rest(at: 3_500) == nil)
    }
}
