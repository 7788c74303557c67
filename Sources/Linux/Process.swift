internal import Glibc

/// This process.
package enum Process {
    /// Its number, as `ps` shows it.
    package static var identifier: Int32 { getpid() }
}
