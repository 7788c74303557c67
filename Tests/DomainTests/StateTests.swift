import Domain
import Testing

struct ForwardStateTests {
    @Test(arguments: [
        (ForwardState.pending(dueAt: nil), ForwardState.Name.pending),
        (.delivered(at: Timestamp(seconds: 1)), .delivered),
        (.duplicate(at: Timestamp(seconds: 1)), .duplicate),
        (.dead(at: Timestamp(seconds: 1), reason: .expired), .dead),
        (.discarded(at: Timestamp(seconds: 1)), .discarded),
    ])
    func `a state has its name in tables and documents`(state: ForwardState, name: ForwardState.Name) {
        #expect(state.name == name)
        #expect(ForwardState.Name(rawValue: name.rawValue) == name)
    }

    /// The words that the interface promises.
    @Test func `the names of states are those of the documents`() {
        #expect(
            ForwardState.Name.allCases.map(\.rawValue) == ["pending", "delivered", "duplicate", "dead", "discarded"]
        )
        #expect(EventState.allCases.map(\.rawValue) == ["mapped", "ignored", "held", "unmapped", "unreadable"])
    }
}

struct DedupeKeyTests {
    @Test func `a key counts for ninety days unless it is said otherwise`() {
        let key = DedupeKey(dateTime: nil, hash: [UInt8](repeating: 7, count: 32))
        #expect(key.window == .days(90))
        #expect(key != DedupeKey(dateTime: Timestamp(seconds: 0), hash: key.hash))
        #expect(key != DedupeKey(dateTime: nil, hash: key.hash, window: .days(1)))
    }

    @Test func `a hash of another length is a mistake of ours`() async {
        await #expect(processExitsWith: .failure) {
            _ = DedupeKey(dateTime: nil, hash: [1, 2, 3])
        }
    }
}
