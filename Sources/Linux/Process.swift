internal import Glibc

/// This process; others by their numbers.
package enum Process {
    /// Its number, as `ps` shows it.
    package static var identifier: Int32 { getpid() }
}
