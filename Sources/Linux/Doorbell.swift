internal import CLinux
internal import Glibc

/// An eventfd between two threads: rung to say "look again", without data.
///
/// Many rings before a look are one.
package final class Doorbell: Sendable {
    private let descriptor: FileDescriptor

    package init() throws(SystemError) {
        let number = try SystemCall.run("eventfd") { eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)) }
        descriptor = FileDescriptor(owning: number)
    }

    /// The descriptor to poll: readable after a ring, until `silence`.
    package var number: Int32 { descriptor.number }

    /// Wakes whoever polls `number`.
    ///
    /// May be called from any thread and in a signal handler.
    package func ring() {
        var one: UInt64 = 1
        // EAGAIN means that the counter is full, and so that the bell is already ringing.
        _ = write(descriptor.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Takes back all rings so far.
    package func silence() {
        var count: UInt64 = 0
        _ = read(descriptor.number, &count, MemoryLayout<UInt64>.size)
    }

    /// Waits until the bell rings or the time is up, then silences it.
    ///
    /// - Parameter milliseconds: the longest wait; nil waits without limit.
    /// - Returns: whether it rang.
    @discardableResult
    package func wait(milliseconds: Int32? = nil) -> Bool {
        var poll = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        let ready = Glibc.poll(&poll, 1, milliseconds ?? -1)
        if ready > 0 { silence() }
        return ready > 0
    }
}
