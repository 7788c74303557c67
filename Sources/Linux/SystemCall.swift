internal import Glibc

/// Runs system calls the one way this program does: interrupted ones again, failures thrown, our own bugs fatal.
package enum SystemCall {
    /// Runs `body` until it is not interrupted, and returns what it returned.
    ///
    /// - Throws: `SystemError` when `body` returned -1. EBADF and EFAULT are programming errors and end the program with the
    ///   call's name.
    @discardableResult
    package static func run<Result: FixedWidthInteger>(
        _ call: StaticString,
        on subject: String? = nil,
        _ body: () -> Result
    ) throws(SystemError) -> Result {
        while true {
            let result = body()
            guard result == -1 else { return result }
            let code = errno
            if code == EINTR { continue }
            precondition(code != EBADF && code != EFAULT, "\(call): a descriptor or buffer of ours is bad (\(code))")
            throw SystemError(call: call, code: code, subject: subject)
        }
    }

    /// As `run`, but "not now" (EAGAIN) is no error: nil.
    package static func attempt<Result: FixedWidthInteger>(
        _ call: StaticString,
        _ body: () -> Result
    ) throws(SystemError) -> Result? {
        do {
            return try run(call, body)
        } catch {
            guard error.code == EAGAIN else { throw error }
            return nil
        }
    }
}
