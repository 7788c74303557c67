import Foundation
import Linux
import Testing

@testable import Bridge

struct ListeningTests {
    @Test(arguments: [
        (EADDRINUSE, "stop the program that listens there, or give `listen` another address"),
        (EACCES, "give `listen` a port from 1024 up"), (EADDRNOTAVAIL, "; give `listen` another address"),
    ])
    func `an address that cannot be listened on is told with a way out`(code: Int32, wayOut: String) {
        let text = SystemError(call: "bind", code: code, subject: "127.0.0.1:80").listeningText("`listen`")
        #expect(text.hasPrefix("bind 127.0.0.1:80: "))
        #expect(text.contains(wayOut))
    }

    @Test func `what fails beside it is told as it is`() {
        let error = SystemError(call: "open", code: ENOENT, subject: "/nowhere/journal")
        #expect(error.listeningText("`listen`") == error.description)
    }
}
