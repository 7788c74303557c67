internal import CCurl

/// A URL that libcurl has taken apart once, for all requests to it.
///
/// Taking it apart for each request, and putting it together again to see it in its usual form, was a seventh of libcurl's
/// instructions. Source: <https://curl.se/libcurl/c/CURLOPT_CURLU.html>.
final class CurlAddress {
    /// What libcurl was given; for a text that is no URL nil, and a request to it fails with the reason.
    let handle: OpaquePointer?
    let text: String

    init(_ text: String) {
        self.text = text
        guard let handle = curl_url() else { fatalError("no memory for a URL") }
        // As libcurl reads the text of a request.
        let flags = UInt32(CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME)
        guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else {
            curl_url_cleanup(handle)
            self.handle = nil
            return
        }
        self.handle = handle
    }

    deinit {
        if let handle { curl_url_cleanup(handle) }
    }
}
