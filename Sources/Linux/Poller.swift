internal import CLinux
internal import Glibc

/// An epoll instance: which of many descriptors are ready, in one wait.
///
/// Not for sharing between threads: the thread that waits also adds and removes. A descriptor leaves by being closed.
package struct Poller: ~Copyable {
    private let descriptor: FileDescriptor
    private let events: UnsafeMutablePointer<epoll_event>
    private let capacity: Int

    /// - Parameter capacity: the most events one wait returns.
    package init(capacity: Int = 256) throws(SystemError) {
        let number = try SystemCall.run("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) }
        descriptor = FileDescriptor(owning: number)
        events = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        events.deallocate()
    }

    /// Watches `number`, and hands `token` back with each of its events.
    ///
    /// - Throws: `SystemError` when the kernel's limit of watches is reached (ENOSPC) or memory is short.
    package borrowing func add(_ number: Int32, for interest: PollInterest, token: UInt64) throws(SystemError) {
        var event = epoll_event()
        event.events = interest.rawValue
        event.data.u64 = token
        let poller = descriptor.number
        try SystemCall.run("epoll_ctl") { epoll_ctl(poller, EPOLL_CTL_ADD, number, &event) }
    }

    /// Stops watching `number`, which stays open.
    package borrowing func remove(_ number: Int32) throws(SystemError) {
        var event = epoll_event()
        let poller = descriptor.number
        try SystemCall.run("epoll_ctl") { epoll_ctl(poller, EPOLL_CTL_DEL, number, &event) }
    }

    /// Waits until something is ready or the time is up.
    ///
    /// - Parameter milliseconds: the longest wait; nil waits without limit.
    /// - Returns: how many events there are, to be read with `event(at:)` before the next wait. 0 when the time is
    ///   up or a signal came.
    package borrowing func wait(milliseconds: Int32?) -> Int {
        let count = epoll_wait(descriptor.number, events, Int32(capacity), milliseconds ?? -1)
        guard count < 0 else { return Int(count) }
        precondition(errno == EINTR, "epoll_wait fails only on a poller that is not ours: error \(errno)")
        return 0
    }

    /// One of the events of the last wait.
    package borrowing func event(at index: Int) -> PollEvent {
        let event = events[index]
        return PollEvent(token: event.data.u64, flags: event.events)
    }
}
