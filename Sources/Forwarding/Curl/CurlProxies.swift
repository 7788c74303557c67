internal import Glibc

/// Whether libcurl may find proxies in the environment of this program.
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

    /// - Parameter variable: `NAME=value`.
    static func endsNameInProxy(_ variable: UnsafePointer<CChar>) -> Bool {
        let suffix = "_proxy"
        let length = strcspn(variable, "=")
        return length >= suffix.utf8.count
            && strncasecmp(variable + (length - suffix.utf8.count), suffix, suffix.utf8.count) == 0
    }
}
