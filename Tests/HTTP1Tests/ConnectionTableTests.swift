import Linux
import Testing

@testable import HTTP1

struct ConnectionTableTests {
    @Test func `the token of a connection that is gone does not find the one that has its slot`() throws {
        let listener = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        var table = ConnectionTable()
        let first = table.add(try StreamSocket.connected(to: listener.address), HTTPLimits())
        #expect(table[first.token] === first.connection)
        table.remove(first.connection)
        #expect(table[first.token] == nil && table.count == 0)
        let second = table.add(try StreamSocket.connected(to: listener.address), HTTPLimits())
        #expect(second.connection.slot == first.connection.slot)
        #expect(table[first.token] == nil)
        #expect(table[second.token] === second.connection)
    }
}
