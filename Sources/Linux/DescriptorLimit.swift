internal import Glibc

/// How many descriptors this process may have open (RLIMIT_NOFILE).
package enum DescriptorLimit {
    /// Raises the limit towards `wanted`, as far as this process is allowed to; never lowers it.
    ///
    /// Most shells and service managers start programs with 1,024, and with a far higher one that may be asked for.
    ///
    /// - Returns: the limit from now on.
    @discardableResult
    package static func raise(to wanted: Int) throws(SystemError) -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        try SystemCall.run("getrlimit") { getrlimit(resource, &limit) }
        guard limit.rlim_cur < rlim_t(wanted) else { return Int(clamping: limit.rlim_cur) }
        limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
        try SystemCall.run("setrlimit") { setrlimit(resource, &limit) }
        return Int(clamping: limit.rlim_cur)
    }
}
