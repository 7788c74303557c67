@testable import HTTP1
import Testing

struct DeadlineListsTests {
    @Test func `the next deadline is the earliest of all kinds`() {
        var lists = DeadlineLists()
        #expect(lists.next == nil)
        lists.set(Deadline(kind: .idle, at: 75), of: 0)
        lists.set(Deadline(kind: .header, at: 10), of: 1)
        lists.set(Deadline(kind: .header, at: 12), of: 2)
        #expect(lists.next == 10)
        #expect(lists.due(at: 9) == nil)
        #expect(lists.due(at: 10) == 1)
        lists.set(nil, of: 1)
        #expect(lists.next == 12)
        lists.set(nil, of: 2)
        #expect(lists.next == 75)
    }

    @Test func `a deadline set anew goes to the end of its list`() {
        var lists = DeadlineLists()
        for slot in 0..<3 { lists.set(Deadline(kind: .idle, at: Int64(slot)), of: slot) }
        lists.set(Deadline(kind: .idle, at: 3), of: 0)
        #expect(lists.first(.idle) == 1)
        lists.set(nil, of: 2)
        lists.set(nil, of: 1)
        #expect(lists.first(.idle) == 0)
        #expect(lists.first(.body) == nil)
    }

    @Test func `a deadline set once more as it is keeps its place`() {
        var lists = DeadlineLists()
        for slot in 0..<2 { lists.set(Deadline(kind: .idle, at: Int64(slot)), of: slot) }
        lists.set(Deadline(kind: .idle, at: 0), of: 0)
        #expect(lists.first(.idle) == 0)
        #expect(lists.next == 0)
    }

    @Test func `any order of setting and clearing gives what a plain search gives`() {
        var lists = DeadlineLists()
        var plain: [Int: Deadline] = [:]
        var state: UInt64 = 1
        for step in 0..<2_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let slot = Int(state >> 33 % 20)
            let kind = Deadline.Kind.allCases[Int(state >> 40 % 5)]
            let deadline = state >> 50 % 2 == 0 ? Deadline(kind: kind, at: Int64(step)) : nil
            lists.set(deadline, of: slot)
            plain[slot] = deadline
            #expect(lists.next == plain.values.map(\.at).min())
        }
    }

    @Test func `the first that is meant may stand behind others of its kind`() {
        var lists = DeadlineLists()
        for slot in 0..<4 { lists.set(Deadline(kind: .body, at: Int64(slot)), of: slot) }
        #expect(lists.first(.body) { $0 >= 2 } == 2)
        #expect(lists.first(.body) { $0 > 3 } == nil)
        #expect(lists.first(.idle) { _ in true } == nil)
    }
}
