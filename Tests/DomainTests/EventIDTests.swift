import Domain
import Testing

struct EventIDTests {
    @Test(arguments: [
        (0, "0000000000000"), (1, "0000000000001"), (31, "000000000000z"), (32, "0000000000010"),
        (.max, "7zzzzzzzzzzzz"), (0x0123_4567_89AB_CDEF, "028t5cy4tqkff"),
    ])
    func `a number has thirteen characters, and is read again`(number: Int64, text: String) {
        #expect(EventID(number: number).description == text)
        #expect(EventID(text) == EventID(number: number))
        #expect(EventID(text.uppercased()) == EventID(number: number))
    }

    @Test func `letters that look like digits are read as digits`() {
        #expect(EventID("OoOoOoOoOoOil") == EventID(number: 33))
        #expect(EventID("0000000000IL1") == EventID("0000000000111"))
    }

    @Test(arguments: [
        "", "0", "000000000000", "00000000000000", "8000000000000", "zzzzzzzzzzzzz", "g000000000000", "000000000000u",
        "000000000000-", "000000000000 ", "00000000000é", "-000000000001", "+000000000001",
    ])
    func `what is no id is refused`(text: String) {
        #expect(EventID(text) == nil)
    }

    @Test(arguments: [6_000, 6_428, 6_429, 9_000, 9_999, 292_000])
    func `no moment makes an id that is smaller than one before it`(year: Int64) {
        let time = Timestamp(seconds: (year - 1_970) * 31_556_952)
        #expect(EventID(at: time, after: nil) > EventID(at: Timestamp(seconds: 100_000_000_000), after: nil))
        #expect(EventID(at: time, after: nil) <= EventID(at: Timestamp(microseconds: .max), after: nil))
    }

    @Test func `an id grows with the time and never falls back`() {
        let time = Timestamp(seconds: 1_700_000_000)
        let first = EventID(at: time, after: nil)
        let second = EventID(at: time, after: first)
        let third = EventID(at: Timestamp(seconds: 1_600_000_000), after: second)
        let fourth = EventID(at: time.adding(.milliseconds(1)), after: third)
        #expect(first < second && second < third && third < fourth)
        #expect(first.number == 1_700_000_000_000 << 16)
        #expect(second.number == first.number + 1)
        #expect(
            [first, second, third, fourth].map(\.description).sorted()
                == [first, second, third, fourth].map(\.description)
        )
    }

    @Test func `more events in a millisecond than the sequence holds borrow from the next one`() {
        let time = Timestamp(seconds: 1)
        var last = EventID(at: time, after: nil)
        for _ in 0..<70_000 {
            let next = EventID(at: time, after: last)
            #expect(next.number == last.number + 1)
            last = next
        }
        #expect(EventID(at: time.adding(.milliseconds(1)), after: last) > last)
    }

    @Test func `a clock before 1970 makes ids that can be read`() {
        let id = EventID(at: Timestamp(seconds: -5), after: nil)
        #expect(EventID(id.description) == id)
    }
}
