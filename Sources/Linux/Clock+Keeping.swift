internal import CLinux

extension Clock {
    /// TIME_ERROR of adjtimex(2): nobody keeps the clock in step.
    private static let unkept: Int32 = 5

    /// Whether something keeps the kernel's clock in step with the world's; nil when it is not to be known.
    package static var isKept: Bool? {
        let state = linux_shim_clock_state()
        return state < 0 ? nil : state != unkept
    }
}
