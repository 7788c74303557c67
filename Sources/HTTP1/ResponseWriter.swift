/// Puts an answer's bytes together (RFC 9112, section 4).
enum ResponseWriter {
    /// What the answer says about the connection.
    enum Persistence {
        /// Nothing: HTTP/1.1 stays open by itself.
        case implied
        /// `Connection: keep-alive`, for an HTTP/1.0 client that asked for it.
        case announced
        /// `Connection: close`
        case closing
    }

    /// The answer to a client that waits before it sends its body.
    static let goOn = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// - Parameter withoutBody: for HEAD: all of the fields, nothing behind them (RFC 9110, section 9.3.2).
    static func bytes(
        of response: HTTPResponse,
        _ persistence: Persistence,
        withoutBody: Bool,
        date: HTTPDate
    ) -> [UInt8] {
        // RFC 9110, sections 15.3.5 and 15.4.5: these never have a body, and 204 no length either.
        let isBare = response.status == 204 || response.status == 304
        let sendsBody = !withoutBody && !isBare
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + (sendsBody ? response.body.count : 0))
        append("HTTP/1.1 ", to: &bytes)
        append(response.status, to: &bytes)
        bytes.append(.space)
        append(text: StatusPhrase.of(response.status), to: &bytes)
        append("\r\nDate: ", to: &bytes)
        bytes.append(contentsOf: date.bytes)
        for field in response.fields { bytes.append(contentsOf: field.line) }
        if !isBare {
            append("\r\nContent-Length: ", to: &bytes)
            append(response.body.count, to: &bytes)
        }
        switch persistence {
        case .implied: break
        case .announced: append("\r\nConnection: keep-alive", to: &bytes)
        case .closing: append("\r\nConnection: close", to: &bytes)
        }
        append("\r\n\r\n", to: &bytes)
        if sendsBody { bytes.append(contentsOf: response.body) }
        return bytes
    }

    private static func append(text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private static func append(_ text: StaticString, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends the decimal digits of a number that is not negative.
    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
