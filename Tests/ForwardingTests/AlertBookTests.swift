import Domain
import Testing

@testable import Forwarding

struct AlertBookTests {
    private let paused = alert(.paused)
    private let sending = alert(.sending)

    private static func alert(_ state: ProjectState.Name, of subject: String = "project default") -> Alert {
        let isProblem = state != .sending
        return Alert(subject: subject, state: state.rawValue, isProblem: isProblem, text: "", at: Timestamp(seconds: 0))
    }

    /// What is told of one subject whose states change at these seconds, looked at each second up to the end.
    private func told(_ changes: [(Int64, ProjectState.Name)], until end: Int64) -> [String] {
        var book = AlertBook()
        var told: [String] = []
        for second in 0...end {
            let now = Timestamp(seconds: second)
            for (at, state) in changes where at == second {
                book.note(Self.alert(state), patience: .seconds(10), now: now)
            }
            for alert in book.due(at: now) {
                told.append("\(second) \(alert.state)")
                book.told(alert, at: now)
            }
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
        var book = AlertBook()
        book.remember(paused, patience: .zero, now: Timestamp(seconds: 0))
        #expect(book.due(at: Timestamp(seconds: 1)) == [])
        book.note(sending, patience: .zero, now: Timestamp(seconds: 2))
        #expect(book.due(at: Timestamp(seconds: 2)).map(\.state) == ["sending"])
    }

    /// When a problem that stood before the start is told, up to the end.
    private func toldAgain(until end: Int64, _ changes: [(Int64, ProjectState.Name)] = []) -> [String] {
        var book = AlertBook()
        book.remember(paused, patience: .seconds(10), now: Timestamp(seconds: 0))
        var told: [String] = []
        for second in 0...end {
            let now = Timestamp(seconds: second)
            for (at, state) in changes where at == second {
                book.note(Self.alert(state), patience: .seconds(10), now: now)
            }
            for alert in book.due(at: now) {
                told.append("\(second) \(alert.state)")
                // The first time it fails.
                if told.count == 1 { book.failed(alert, at: now) } else { book.told(alert, at: now) }
            }
            if let next = book.nextDue { #expect(next > now, "it would be told in a loop") }
        }
        return told
    }

    @Test
    func `a problem that stood before the start and still stands is told once more, for nobody knows whether it was`() {
        #expect(toldAgain(until: 299) == [])
        #expect(toldAgain(until: 2_000) == ["300 paused", "301 paused"])
        #expect(toldAgain(until: 2_000, [(100, .paused)]) == ["300 paused", "301 paused"])
        #expect(toldAgain(until: 2_000, [(100, .sending)]) == ["110 sending", "111 sending"])
        #expect(toldAgain(until: 2_000, [(100, .noCredentials)]) == ["110 no-credentials", "111 no-credentials"])
    }

    /// Paused from the start, and nobody can be told: when it is tried, up to the end.
    private func tries(until end: Int64, each: (Int64, inout AlertBook) -> Void = { _, _ in }) -> [Int64] {
        var book = AlertBook()
        book.note(paused, patience: .zero, now: Timestamp(seconds: 0))
        var tries: [Int64] = []
        for second in 0...end {
            let now = Timestamp(seconds: second)
            each(second, &book)
            for alert in book.due(at: now) {
                tries.append(second)
                book.failed(alert, at: now)
            }
            if let next = book.nextDue { #expect(next > now, "it would be tried in a loop") }
        }
        return tries
    }

    @Test func `what could not be told is tried again, later each time, for as long as it lasts`() {
        #expect(tries(until: 2_500) == [0, 1, 6, 36, 336, 1_236, 2_136])
    }

    @Test func `a problem that is over before anyone could be told is not told, nor is its end`() {
        let tries = tries(until: 1_000) { second, book in
            if second == 20 { book.note(sending, patience: .zero, now: Timestamp(seconds: second)) }
        }
        #expect(tries == [0, 1, 6])
    }

    @Test func `where it goes elsewhere it is tried at once, and then as at first`() {
        #expect(
            tries(until: 130) { second, book in if second == 100 { book.tryAgain() } } == [0, 1, 6, 36, 100, 101, 106]
        )
    }

    @Test func `the end of a problem that was told is tried until it is told, too`() {
        var book = AlertBook()
        book.note(paused, patience: .zero, now: Timestamp(seconds: 0))
        book.told(paused, at: Timestamp(seconds: 0))
        book.note(sending, patience: .zero, now: Timestamp(seconds: 10))
        #expect(book.due(at: Timestamp(seconds: 10)) == [sending])
        book.failed(sending, at: Timestamp(seconds: 10))
        #expect(book.due(at: Timestamp(seconds: 10)) == [])
        #expect(book.due(at: Timestamp(seconds: 11)) == [sending])
        book.told(sending, at: Timestamp(seconds: 11))
        #expect(book.nextDue == nil)
    }

    @Test func `an end that came while its problem was being told is told after it`() {
        var book = AlertBook()
        book.note(paused, patience: .zero, now: Timestamp(seconds: 0))
        book.note(sending, patience: .zero, now: Timestamp(seconds: 5))
        book.told(paused, at: Timestamp(seconds: 6))
        #expect(book.due(at: Timestamp(seconds: 6)) == [sending])
    }

    @Test func `the end of a problem is as patient as the problem was, whatever its own patience`() {
        var book = AlertBook()
        book.note(paused, patience: .seconds(10), now: Timestamp(seconds: 0))
        book.told(paused, at: Timestamp(seconds: 10))
        book.note(sending, patience: .zero, now: Timestamp(seconds: 20))
        #expect(book.nextDue == Timestamp(seconds: 30))
    }

    @Test func `what is told is how it was noted last`() {
        var book = AlertBook()
        let alerts = [1, 2].map { Alert(dead: $0, of: .default, at: Timestamp(seconds: 0)) }
        for alert in alerts { book.note(alert, patience: .zero, now: Timestamp(seconds: 0)) }
        #expect(book.due(at: Timestamp(seconds: 0)) == [alerts[1]])
    }

    @Test func `once it could be told, the next that cannot is tried as at first`() {
        var book = AlertBook()
        book.note(paused, patience: .zero, now: Timestamp(seconds: 0))
        for second in [0, 1, 6] as [Int64] { book.failed(paused, at: Timestamp(seconds: second)) }
        book.told(paused, at: Timestamp(seconds: 10))
        book.note(sending, patience: .zero, now: Timestamp(seconds: 20))
        #expect(book.nextDue == Timestamp(seconds: 20), "what kept the problem from being told is over")
        book.failed(sending, at: Timestamp(seconds: 20))
        #expect(book.nextDue == Timestamp(seconds: 21))
    }

    @Test func `subjects are told apart`() {
        var book = AlertBook()
        for name in ["b", "a"] {
            book.note(Self.alert(.paused, of: name), patience: .zero, now: Timestamp(seconds: 0))
        }
        let due = book.due(at: Timestamp(seconds: 0))
        #expect(due.map(\.subject) == ["a", "b"])
        book.told(due[0], at: Timestamp(seconds: 0))
        #expect(book.due(at: Timestamp(seconds: 0)).map(\.subject) == ["b"])
    }
}
