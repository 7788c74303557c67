internal import CLinux
internal import Glibc

/// This process; others by their numbers.
package enum Process {
    /// Its number, as `ps` shows it.
    package static var identifier: Int32 { getpid() }

    /// Ends the process as the signal does that nobody handles: whoever waits for it sees which it was.
    ///
    /// From any thread, one that blocks signals, too.
    package static func end(by number: Int32) -> Never {
        signal(number, SIG_DFL)
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(number)
        // It is not ignored, and so it has ended by now.
        abort()
    }
}
