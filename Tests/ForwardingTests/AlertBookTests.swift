import Domain
import Testing

@testable import Forwarding

struct AlertBookTests {
    /// What is told of one subject whose states change at these seconds, looked at each second up to the end.
    private func told(_ changes: [(Int64, ProjectState.Name)], until end: Int64) -> [String] {
        var book = AlertBook()
        var told: [String] = []
        for second in 0...end {
            let now = Timestamp(seconds: second)
            for (at, state) in changes where at == second {
                let alert = Alert(
                    subject: "project default",
                    state: state.rawValue,
                    isProblem: state != .sending,
                    text: "",
                    at: now
                )
                book.note(alert, patience: .seconds(10), now: now)
            }
            told += book.take(at: now).map { "\(second) \($0.state)" }
            if let next = book.nextDue { #expect(next > now, "it would be told in a loop") }
        }
        return told
    }

    @Test func `a problem that lasts is told once, and so is its end`() {
        #expect(told([(5, .paused), (50, .paused), (500, .sending)], until: 2_000) == ["15 paused", "510 sending"])
    }

    @Test func `what is over before its patience is not told`() {
        #expect(told([(5, .paused), (14, .sending)], until: 1_000) == [])
        #expect(told([(5, .sending)], until: 1_000) == [])
    }

    @Test func `one problem that turns into another is told as that`() {
        #expect(told([(5, .circuitOpen), (400, .paused)], until: 1_000) == ["15 circuit-open", "410 paused"])
    }

    @Test func `the end of a problem is told soon, and the next problem waits for the rest`() {
        let changes: [(Int64, ProjectState.Name)] = [(0, .paused), (20, .sending), (40, .paused)]
        #expect(told(changes, until: 1_000) == ["10 paused", "30 sending", "310 paused"])
        #expect(told(changes + [(60, .sending)], until: 1_000) == ["10 paused", "30 sending"])
    }

    @Test func `flapping for an hour tells one problem and one end in five minutes at most`() {
        let changes = (0..<360).map { (Int64($0 * 11), $0.isMultiple(of: 2) ? ProjectState.Name.paused : .sending) }
        #expect(told(changes, until: 3_960).count <= 28)
    }

    @Test func `the end of a problem that was told before the start is told`() {
        func alert(_ state: String, isProblem: Bool) -> Alert {
            Alert(subject: "project default", state: state, isProblem: isProblem, text: "", at: Timestamp(seconds: 0))
        }
        var book = AlertBook()
        book.remember(alert("paused", isProblem: true), patience: .zero, now: Timestamp(seconds: 0))
        #expect(book.take(at: Timestamp(seconds: 1)) == [])
        book.note(alert("sending", isProblem: false), patience: .zero, now: Timestamp(seconds: 2))
        #expect(book.take(at: Timestamp(seconds: 2)).map(\.state) == ["sending"])
    }

    @Test func `subjects are told apart`() {
        var book = AlertBook()
        for name in ["b", "a"] {
            let alert = Alert(subject: name, state: "paused", isProblem: true, text: "", at: Timestamp(seconds: 0))
            book.note(alert, patience: .zero, now: Timestamp(seconds: 0))
        }
        #expect(book.take(at: Timestamp(seconds: 0)).map(\.subject) == ["a", "b"])
        #expect(book.nextDue == nil)
    }
}
