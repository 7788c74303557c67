import Linux
import Testing

struct PollerTests {
    @Test func `a bell that rang is told of with its token until it is silenced`() throws {
        let poller = try Poller()
        let bell = try Doorbell()
        try poller.add(bell.number, for: .readable, token: 7)
        #expect(poller.wait(milliseconds: 0) == 0)
        bell.ring()
        for _ in 1...2 {
            #expect(poller.wait(milliseconds: 120_000) == 1)
            #expect(poller.event(at: 0).token == 7)
            #expect(poller.event(at: 0).isReadable)
        }
        bell.silence()
        #expect(poller.wait(milliseconds: 0) == 0)
    }

    @Test func `a change is told of once`() throws {
        let poller = try Poller()
        let listener = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        let client = try StreamSocket.connected(to: listener.address)
        try poller.add(client.number, for: .changes, token: 1)
        #expect(poller.wait(milliseconds: 120_000) == 1)
        #expect(poller.event(at: 0).isWritable)
        #expect(!poller.event(at: 0).isReadable)
        #expect(poller.wait(milliseconds: 0) == 0)
        do {
            let server = try listener.accept()
            server?.endSending()
        }
        #expect(poller.wait(milliseconds: 120_000) == 1)
        #expect(poller.event(at: 0).isEnded)
    }

    @Test func `what was removed is told of no more`() throws {
        let poller = try Poller()
        let bell = try Doorbell()
        try poller.add(bell.number, for: .readable, token: 7)
        try poller.remove(bell.number)
        bell.ring()
        #expect(poller.wait(milliseconds: 0) == 0)
    }
}
