import Testing

@testable import Mappings

struct RequestDocumentTests {
    private let receivedAt = "2026-01-02T03:04:05.006Z"

    @Test func `query, headers in lower case, and the time of receipt`() {
        #expect(
            make(query: [("client", "acme"), ("ref", "ä\"")], headers: [("User-Agent", "involve.me")])
                == #"{"query":{"client":"acme","ref":"ä\""},"headers":{"user-agent":"involve.me"},"received_at":"2026-01-02T03:04:05.006Z"}"#
        )
    }

    @Test func `of a query item given twice the last value counts at the first one's place`() {
        #expect(
            make(query: [("a", "1"), ("b", "2"), ("a", "3")], headers: [])
                == #"{"query":{"a":"3","b":"2"},"headers":{},"received_at":"2026-01-02T03:04:05.006Z"}"#
        )
    }

    @Test func `a header given twice is one list`() {
        #expect(
            make(query: [], headers: [("X-Tag", "a"), ("x-other", "o"), ("x-tag", "b")])
                == #"{"query":{},"headers":{"x-tag":"a, b","x-other":"o"},"received_at":"2026-01-02T03:04:05.006Z"}"#
        )
    }

    @Test func `credentials are not in it`() {
        let bytes = RequestDocument.make(
            query: [("token", "t"), ("client", "acme")],
            headers: [
                ("Authorization", "a"), ("Cookie", "c"), ("Proxy-Authorization", "p"), ("X-Key", "k"), ("x-y", "y"),
            ],
            receivedAt: receivedAt,
            hiddenQuery: ["token"],
            hiddenHeaders: ["x-key"]
        )
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"query":{"client":"acme"},"headers":{"x-y":"y"},"received_at":"2026-01-02T03:04:05.006Z"}"#
        )
    }

    @Test func `names that only look the same stay apart`() {
        #expect(
            make(query: [("é", "1"), ("e\u{301}", "2")], headers: []).contains("\"é\":\"1\",\"e\u{301}\":\"2\"")
        )
    }

    @Test(arguments: [1, 31, 32, 33, 34, 200])
    func `of any number of names each is found again`(count: Int) {
        let names = (0..<count).map { "n\($0)" }
        let again = names.map { ($0, "2") }
        let query = names.map { "\"\($0)\":\"2\"" }.joined(separator: ",")
        let headers = names.map { "\"\($0)\":\"1, 2\"" }.joined(separator: ",")
        #expect(
            make(query: names.map { ($0, "1") } + again, headers: names.map { ($0, "1") } + again)
                == "{\"query\":{\(query)},\"headers\":{\(headers)},\"received_at\":\"\(receivedAt)\"}"
        )
    }

    private func make(query: [(name: String, value: String)], headers: [(name: String, value: String)]) -> String {
        String(
            decoding: RequestDocument.make(query: query, headers: headers, receivedAt: receivedAt),
            as: UTF8.self
        )
    }
}
