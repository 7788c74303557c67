/// How long something is waited for, in microseconds.
///
/// Not a `Duration`: to get a number of microseconds out of one took 90 instructions, four times for each request.
package struct Timeout: Sendable {
    package let microseconds: Int64

    package static func microseconds(_ count: Int64) -> Timeout {
        Timeout(microseconds: count)
    }

    package static func milliseconds(_ count: Int64) -> Timeout {
        Timeout(microseconds: count * 1_000)
    }

    package static func seconds(_ count: Int64) -> Timeout {
        Timeout(microseconds: count * 1_000_000)
    }
}
