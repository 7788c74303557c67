internal import CLinux
internal import Glibc
internal import Synchronization

/// A kernel thread with a name that `top -H` and `gdb` show, and that can be waited for.
package final class NamedThread: Sendable {
    private let handle: pthread_t
    private let isJoined = Atomic(false)

    /// Starts `body` on a new thread.
    ///
    /// Signals are left to the main thread: all are blocked in the new one.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, the kernel's limit.
    ///   - stackKiB: the size of the stack in KiB.
    package init(_ name: StaticString, stackKiB: Int = 1_024, _ body: @escaping @Sendable () -> Void) {
        precondition(name.utf8CodeUnitCount <= 15, "the kernel takes thread names of 15 bytes at most")
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackKiB * 1_024)
        let start = Unmanaged.passRetained(Start(name: name, body: body)).toOpaque()
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, threadMain, start)
        precondition(code == 0, "cannot start thread \(name): error \(code)")
        handle = thread
    }

    /// Waits until the body has returned.
    ///
    /// To be called once; a second call ends the program, for by then the system may have given the handle to another thread,
    /// and whoever waits for that one would wait for ever.
    package func join() {
        precondition(!isJoined.exchange(true, ordering: .relaxed), "a thread is joined once")
        pthread_join(handle, nil)
    }
}

private final class Start {
    let name: StaticString
    let body: @Sendable () -> Void

    init(name: StaticString, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    _ = "\(start.name)".withCString { pthread_setname_np(pthread_self(), $0) }
    start.body()
    return nil
}
