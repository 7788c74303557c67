internal import CCurl

/// libcurl's codes for a failed transfer, in our words.
enum CurlError {
    /// What `code` means.
    ///
    /// - Parameter message: the text of the error buffer; libcurl's general text for the code when it is empty.
    static func failure(_ code: CURLcode, message: String) -> TransferFailure {
        let text = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
        return TransferFailure(kind: kind(code), message: text)
    }

    private static func kind(_ code: CURLcode) -> TransferFailure.Kind {
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            .timeout
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY,
            CURLE_INTERFACE_FAILED:
            .unreachable
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .tls
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            .unreadable
        default:
            .broken
        }
    }
}
