internal import CLinux
internal import Glibc

/// The kernel's clocks, read directly.
package enum Clock {
    /// Microseconds since 1970-01-01T00:00:00Z.
    ///
    /// Steps when someone sets the clock.
    package static func realtimeMicroseconds() -> Int64 {
        microseconds(CLOCK_REALTIME)
    }

    /// Microseconds since some fixed moment.
    ///
    /// Never steps back: for time-outs and durations.
    package static func monotonicMicroseconds() -> Int64 {
        microseconds(CLOCK_MONOTONIC)
    }

    /// Does nothing for a while, on the calling thread.
    package static func sleep(milliseconds: Int32) {
        poll(nil, 0, milliseconds)
    }

    private static func microseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
