import HTTP1
import Testing

/// Requests as the server would hand them over, made from their text.
enum RequestInTest {
    /// A POST of `body` with these header lines.
    static func post(_ target: String, _ body: String, _ lines: String...) throws -> HTTPRequest {
        let fields = (["Host: x", "Content-Length: \(body.utf8.count)"] + lines).map { "\($0)\r\n" }.joined()
        return try request("POST \(target) HTTP/1.1\r\n\(fields)\r\n\(body)")
    }

    static func request(_ text: String) throws -> HTTPRequest {
        var machine = ConnectionMachine(limits: HTTPLimits())
        let moment = Moment(microseconds: 0, date: HTTPDate(seconds: 0))
        return try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var input = InputCursor(bytes)
            while true {
                switch machine.next(&input, at: moment) {
                case .judge: machine.proceed()
                case .handle(let request): return request
                case let other:
                    Issue.record("no request: \(other)")
                    throw Unfinished()
                }
            }
        }
    }

    struct Unfinished: Error {}
}
