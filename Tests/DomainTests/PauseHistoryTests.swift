import Domain
import Testing

struct PauseHistoryTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    private func history(_ pauses: [(Int64, Int64?)]) -> PauseHistory {
        var history = PauseHistory()
        for (start, end) in pauses {
            history.begin(at: at(start))
            if let end { history.end(at: at(end)) }
        }
        return history
    }

    @Test(arguments: [
        (Int64(0), Int64(100), Int64(40)),
        (0, 10, 0),
        (15, 100, 35),
        (25, 35, 5),
        (50, 55, 5),
        (60, 100, 10),
        (100, 100, 0),
    ])
    func `only what lies between the two moments counts`(from: Int64, to: Int64, seconds: Int64) {
        let history = history([(10, 20), (30, 40), (50, 70)])
        #expect(history.timePaused(from: at(from), to: at(to)) == .seconds(seconds))
    }

    @Test func `a pause that lasts counts up to now`() {
        let history = history([(10, 20), (30, nil)])
        #expect(history.isPaused)
        #expect(history.timePaused(from: at(0), to: at(100)) == .seconds(80))
    }

    @Test func `beginning twice and ending twice change nothing`() {
        var history = history([(10, nil)])
        history.begin(at: at(15))
        #expect(history.pauses.count == 1)
        history.end(at: at(20))
        history.end(at: at(30))
        #expect(history.timePaused(from: at(0), to: at(100)) == .seconds(10))
    }

    @Test func `a clock that steps back makes no negative pause`() {
        let history = history([(10, 20), (15, 12)])
        #expect(history.timePaused(from: at(0), to: at(100)) == .seconds(10))
    }

    @Test func `what a clock that steps back has left reads back from its text`() {
        let history = history([(10, 20), (15, 12)])
        #expect(PauseHistory(history.text) == history)
    }

    @Test func `past the limit the nearest two pauses become one`() {
        let pauses = (0..<Int64(PauseHistory.limit)).map { ($0 * 100, $0 * 100 + 10 as Int64?) }
        let full = history(pauses + [(3_115, 3_120)])
        #expect(full.pauses.count == PauseHistory.limit)
        let sum = full.timePaused(from: at(0), to: at(10_000))
        #expect(sum == .seconds(10 * 32 + 5 + 5), "the gap of 5 s counts as paused")
    }

    @Test(arguments: ["", "1-2", "1-2,3-4", "1-2,3-", "5-5"])
    func `the text reads back as it was written`(text: String) throws {
        #expect(try #require(PauseHistory(text)).text == text)
    }

    @Test(arguments: ["x", "1", "2-1", "1-,2-3", "1-5,4-6", "1-2-3", "1-x", "-"])
    func `a text that is no history is refused`(text: String) {
        #expect(PauseHistory(text) == nil)
    }

    @Test func `a text of too many pauses is refused`() {
        #expect(PauseHistory((0...32).map { "\($0 * 2)-\($0 * 2 + 1)" }.joined(separator: ",")) == nil)
    }
}
