internal import Glibc

/// The proxies that libcurl may find in the environment of this program.
enum CurlProxies {
    /// Whether a variable's name ends in `_proxy`, in whatever case, as do all that libcurl asks for.
    ///
    /// Looked at once: nothing here changes the environment.
    static let mayBeSet: Bool = {
        var entry = environ
        while let variable = entry.pointee {
            if endsNameInProxy(variable) { return true }
            entry += 1
        }
        return false
    }()

    /// Whether requests to `endpoint` pass them over: plain HTTP is for this machine alone, and what it carries does not
    /// leave it by a proxy either.
    static func arePassedOver(for endpoint: Endpoint) -> Bool {
        !endpoint.isSecure && leadPlainRequestsAway
    }

    /// Whether a request over plain HTTP would be handed to a proxy on another machine, with the key in the clear.
    static let leadPlainRequestsAway: Bool = leadPlainRequestsAway { getenv($0).map { String(cString: $0) } }

    /// - Parameter variable: the value of a variable; nil when it is not set.
    static func leadPlainRequestsAway(_ variable: (String) -> String?) -> Bool {
        // In libcurl's order, the first that is set (https://curl.se/libcurl/c/libcurl-env.html).
        guard let proxy = ["http_proxy", "all_proxy", "ALL_PROXY"].lazy.compactMap(variable).first else { return false }
        return !proxy.isEmpty && Endpoint.host(authority(of: proxy)).map(Endpoint.isLoopback) != true
    }

    /// The `host[:port]` of `[scheme://][user[:password]@]host[:port][/]`.
    private static func authority(of proxy: String) -> Substring {
        var rest = proxy[...]
        if let scheme = proxy.firstRange(of: "://") { rest = proxy[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        return rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    }

    /// - Parameter variable: `NAME=value`.
    static func endsNameInProxy(_ variable: UnsafePointer<CChar>) -> Bool {
        let suffix = "_proxy"
        let length = strcspn(variable, "=")
        return length >= suffix.utf8.count
            && strncasecmp(variable + (length - suffix.utf8.count), suffix, suffix.utf8.count) == 0
    }
}
