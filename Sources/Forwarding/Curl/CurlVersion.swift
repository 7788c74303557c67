internal import CCurl

/// The version of libcurl that the program runs with, which is the system's.
package enum CurlVersion {
    /// `7.88.1`.
    package static var text: String {
        // The first form of the answer has it, and every library gives that.
        String(cString: curl_version_info(CURLVERSION_FIRST).pointee.version)
    }
}
