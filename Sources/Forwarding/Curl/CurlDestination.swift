internal import CCurl

/// What all requests to one project share: the headers, made once, the time-outs, and the handles that wait for use.
///
/// Belongs to the thread of its `CurlMulti`.
final class CurlDestination {
    /// The longest time that a connection may take to be made.
    private static let connectTimeout: Int64 = 10_000
    /// In bytes; the second is the least that libcurl takes.
    private static let (receiveBuffer, sendBuffer): (Int64, Int64) = (4_096, 16_384)

    fileprivate let headers: UnsafeMutablePointer<curl_slist>
    private let settings: Settings
    private var idle: [CurlTransfer] = []

    struct Settings: Equatable {
        /// Whole lines, `Name: value`, free of control characters.
        var headers: [String]
        var userAgent: String
        var timeoutMilliseconds: Int64
        /// Whether requests may wait for a connection that is being made, to share it if it turns out to be HTTP/2.
        var sharesConnections: Bool
        /// A file in PEM; nil: the system's authorities.
        var authorities: String?
        /// Whether the proxies of the environment are passed over.
        var passesOverProxies = false
    }

    init(_ settings: Settings) {
        var list: UnsafeMutablePointer<curl_slist>?
        // "Expect:" without a value keeps libcurl from asking leave to send a body, which would cost a round trip.
        // As a header of ours the user agent is put together once, and not for each request.
        for header in settings.headers + ["User-Agent: \(settings.userAgent)", "Expect:"] {
            precondition(header.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a header holds a control character")
            guard let longer = curl_slist_append(list, header) else { fatalError("no memory for a header") }
            list = longer
        }
        guard let list else { preconditionFailure("a list that was added to is empty") }
        headers = list
        self.settings = settings
    }

    deinit {
        curl_slist_free_all(headers)
    }

    /// A handle ready to send: one that was used before, if there is one.
    func takeTransfer() -> CurlTransfer {
        idle.popLast() ?? CurlTransfer(to: self)
    }

    /// Keeps a handle for the next request.
    func giveBack(_ transfer: CurlTransfer) {
        idle.append(transfer)
    }

    /// Lets go of all handles that wait, and so of their references to this destination.
    func close() {
        idle.removeAll()
    }

    /// Sets on a new handle all that stays the same from request to request.
    func configure(_ handle: UnsafeMutableRawPointer) {
        func set(_ option: CURLoption, _ value: Int64) {
            Self.check(curl_shim_set_long(handle, option, Int(value)), option)
        }
        func set(_ option: CURLoption, _ value: String) {
            Self.check(curl_shim_set_text(handle, option, value), option)
        }
        // Signals would be delivered to whatever thread they hit; without them libcurl times name look-ups by itself.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_HTTP_VERSION, Int64(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_PIPEWAIT, settings.sharesConnections ? 1 : 0)
        set(CURLOPT_TIMEOUT_MS, max(1, settings.timeoutMilliseconds))
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, min(settings.timeoutMilliseconds, Self.connectTimeout)))
        set(CURLOPT_TCP_KEEPALIVE, 1)
        // Answers are short, and what is sent is there in one piece: with libcurl's own sizes each request in flight
        // would hold 80 KiB.
        set(CURLOPT_BUFFERSIZE, Self.receiveBuffer)
        set(CURLOPT_UPLOAD_BUFFERSIZE, Self.sendBuffer)
        // Where there are none, libcurl would ask the environment for five variables before each request all the same: 1,700
        // instructions.
        if settings.passesOverProxies || !CurlProxies.mayBeSet { set(CURLOPT_NOPROXY, "*") }
        set(CURLOPT_POST, 1)
        // The key is the destination's alone: a proxy that is asked for a tunnel must not see it.
        set(CURLOPT_HEADEROPT, Int64(CURLHEADER_SEPARATE))
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        Self.check(curl_shim_set_list(handle, CURLOPT_HTTPHEADER, headers), CURLOPT_HTTPHEADER)
        if let authorities = settings.authorities { set(CURLOPT_CAINFO, authorities) }
    }

    /// Ends the program when an option is not taken: libcurl is older than we need, or there is no memory.
    static func check(_ code: CURLcode, _ option: CURLoption) {
        precondition(
            code == CURLE_OK,
            "curl option \(option.rawValue): \(String(cString: curl_easy_strerror(code)))"
        )
    }
}
