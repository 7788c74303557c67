internal import Glibc

/// Images of a crashed process's memory, secrets and all.
package enum CoreDumps {
    /// Has the kernel write none of this process and of those it starts (RLIMIT_CORE).
    package static func forbid() throws(SystemError) {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        try SystemCall.run("setrlimit") { setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) }
    }
}
