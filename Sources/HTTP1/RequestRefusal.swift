/// Why a request is answered by the protocol itself and not by the handler.
///
/// The raw value is a bounded word for metrics and `status`.
package enum RequestRefusal: String, Error, CaseIterable, Sendable {
    case bareCarriageReturn = "bare-carriage-return"
    case bareLineFeed = "bare-line-feed"
    case bodyTimeout = "body-timeout"
    case chunkNotTerminated = "chunk-not-terminated"
    case chunkOverhead = "chunk-overhead"
    case codingInOldVersion = "coding-in-http-1.0"
    case connectNotServed = "connect-not-served"
    case contentTooLarge = "content-too-large"
    case differentLengths = "different-lengths"
    case emptyLines = "empty-lines"
    case foldedLine = "folded-line"
    case headTooLarge = "head-too-large"
    case headerTimeout = "header-timeout"
    case invalidChunkSize = "invalid-chunk-size"
    case invalidFieldName = "invalid-field-name"
    case invalidFieldValue = "invalid-field-value"
    case invalidHost = "invalid-host"
    case invalidLength = "invalid-length"
    case invalidMethod = "invalid-method"
    case invalidRequestLine = "invalid-request-line"
    case invalidTarget = "invalid-target"
    case invalidVersion = "invalid-version"
    case lengthAndCoding = "length-and-coding"
    case lengthRequired = "length-required"
    case methodTooLong = "method-too-long"
    case missingHost = "missing-host"
    case severalHosts = "several-hosts"
    case spaceBeforeColon = "space-before-colon"
    case targetTooLong = "target-too-long"
    case tooManyBodies = "too-many-bodies"
    case tooManyConnections = "too-many-connections"
    case tooManyFields = "too-many-fields"
    case tooManyHeads = "too-many-heads"
    case tooManyRequests = "too-many-requests"
    case trailersTooLarge = "trailers-too-large"
    case unknownCoding = "unknown-coding"
    case unknownExpectation = "unknown-expectation"
    case unknownVersion = "unknown-version"

    /// The status of the answer.
    package var status: Int {
        switch self {
        case .bodyTimeout, .headerTimeout: 408
        case .lengthRequired: 411
        case .contentTooLarge: 413
        case .targetTooLong: 414
        case .unknownExpectation: 417
        case .headTooLarge, .tooManyFields, .trailersTooLarge: 431
        case .methodTooLong, .connectNotServed: 501
        case .tooManyBodies, .tooManyConnections, .tooManyHeads, .tooManyRequests: 503
        case .unknownVersion: 505
        default: 400
        }
    }

    /// What was wrong, for whoever wrote the client.
    package var detail: String {
        switch self {
        case .bareCarriageReturn: "A carriage return stands without its line feed (RFC 9112, section 2.2)."
        case .bareLineFeed: "A line ends with a line feed alone; it must be CR LF (RFC 9112, section 2.2)."
        case .bodyTimeout: "The body did not arrive in time."
        case .chunkNotTerminated: "A chunk's data is not followed by CR LF (RFC 9112, section 7.1)."
        case .chunkOverhead: "The chunks carry too much besides data: send larger ones without extensions."
        case .codingInOldVersion: "HTTP/1.0 has no Transfer-Encoding (RFC 9112, section 6.1)."
        case .connectNotServed: "This is no proxy: CONNECT is not served."
        case .contentTooLarge: "The body is larger than this server takes."
        case .differentLengths: "Content-Length is given twice with different values (RFC 9112, section 6.3)."
        case .emptyLines: "Too many empty lines before the request line."
        case .foldedLine: "A field line begins with a blank; folded lines are obsolete (RFC 9112, section 5.2)."
        case .headTooLarge: "The header fields are larger than this server takes."
        case .headerTimeout: "The head of the request did not arrive in time."
        case .invalidChunkSize: "A chunk's size is not a hexadecimal number (RFC 9112, section 7.1)."
        case .invalidFieldName: "A field line has no name of token characters before its colon (RFC 9110, section 5.1)."
        case .invalidFieldValue: "A field's value holds a control character (RFC 9110, section 5.5)."
        case .invalidHost: "The Host is not a host and an optional port (RFC 9110, section 7.2)."
        case .invalidLength: "Content-Length is not a decimal number (RFC 9110, section 8.6)."
        case .invalidMethod: "The method is not a token (RFC 9110, section 9.1)."
        case .invalidRequestLine: "The request line is not METHOD TARGET HTTP/1.1 (RFC 9112, section 3)."
        case .invalidTarget: "The request target is not a path, a URL or * (RFC 9112, section 3.2)."
        case .invalidVersion: "The request line does not end with a version such as HTTP/1.1 (RFC 9112, section 2.3)."
        case .lengthAndCoding: "Both Content-Length and Transfer-Encoding are given (RFC 9112, section 6.3)."
        case .lengthRequired: "Send a Content-Length, or Transfer-Encoding: chunked."
        case .methodTooLong: "No method of that length is known."
        case .missingHost: "HTTP/1.1 requires a Host field (RFC 9112, section 3.2)."
        case .severalHosts: "Host is given more than once (RFC 9112, section 3.2)."
        case .spaceBeforeColon: "A blank stands between a field's name and its colon (RFC 9112, section 5.1)."
        case .targetTooLong: "The request target is longer than this server takes."
        case .tooManyBodies: "Too many large bodies are coming in at once; try again."
        case .tooManyConnections: "Too many connections are open; try again."
        case .tooManyFields: "There are more header fields than this server takes."
        case .tooManyHeads: "Too many large heads are coming in at once; try again."
        case .tooManyRequests: "Too many requests are in hand; try again."
        case .trailersTooLarge: "The trailer fields are larger than this server takes."
        case .unknownCoding: "The only Transfer-Encoding taken is chunked, given once (RFC 9112, section 6.1)."
        case .unknownExpectation: "The only expectation met is 100-continue (RFC 9110, section 10.1.1)."
        case .unknownVersion: "HTTP/1.1 and HTTP/1.0 are served (RFC 9110, section 2.5)."
        }
    }

    /// The answer: RFC 9457, with `Retry-After` where trying again is the way out.
    package var response: HTTPResponse {
        var response = HTTPResponse.problem(status: status, detail: detail)
        if status == 503 { response.fields.append(HTTPField("Retry-After", "1")) }
        return response
    }
}
