internal import CCurl
package import Domain
internal import Linux

/// One connection to an endpoint, made as an attempt makes it, and closed without a request: nothing of the project is
/// sent.
package enum EndpointProbe: Equatable, Sendable {
    /// The name was found, the peer answers, and over TLS its certificate holds.
    ///
    /// `address` is the peer's, or that of a proxy.
    case reached(address: String, took: Interval)
    case failed(Reason, message: String)

    package enum Reason: Equatable, Sendable {
        /// The host's name leads nowhere.
        case name
        /// The certificate does not hold, or the handshake failed.
        case certificate
        /// The time was up.
        case timeout
        /// Anything else: no route, no listener, a proxy that refuses.
        case connection
    }

    /// Tries a connection on the calling thread.
    ///
    /// - Parameters:
    ///   - timeout: for all of it, the look-up included.
    ///   - authorities: a file in PEM; nil: the system's authorities.
    package init(_ endpoint: Endpoint, timeout: Interval, authorities: String?) {
        guard let handle = curl_easy_init() else { fatalError("no memory for a curl handle") }
        defer { curl_easy_cleanup(handle) }
        func set(_ option: CURLoption, _ value: Int64) {
            CurlDestination.check(curl_shim_set_long(handle, option, Int(value)), option)
        }
        func set(_ option: CURLoption, _ value: String) {
            CurlDestination.check(curl_shim_set_text(handle, option, value), option)
        }
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_CONNECT_ONLY, 1)
        set(CURLOPT_TIMEOUT_MS, max(1, timeout.inMilliseconds))
        set(CURLOPT_URL, endpoint.text)
        if let authorities { set(CURLOPT_CAINFO, authorities) }
        if CurlProxies.arePassedOver(for: endpoint) { set(CURLOPT_NOPROXY, "*") }
        let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        defer { errorText.deallocate() }
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        CurlDestination.check(curl_shim_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText), CURLOPT_ERRORBUFFER)
        let start = Clock.monotonicMicroseconds()
        let code = curl_easy_perform(handle)
        let took = Interval(microseconds: Clock.monotonicMicroseconds() - start)
        guard code != CURLE_OK else {
            let address = curl_shim_address(handle).map { String(cString: $0) } ?? ""
            self = .reached(address: address, took: took)
            return
        }
        let failure = CurlError.failure(code, message: String(cString: errorText))
        self = .failed(Self.reason(code, failure.kind), message: failure.message)
    }

    private static func reason(_ code: CURLcode, _ kind: TransferFailure.Kind) -> Reason {
        if code == CURLE_COULDNT_RESOLVE_HOST { return .name }
        switch kind {
        case .tls: return .certificate
        case .timeout: return .timeout
        case .unreachable, .broken, .unreadable: return .connection
        }
    }
}
