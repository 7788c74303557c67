internal import Glibc

/// A system call that failed for a reason the world gave: which call, on what, and errno's name and text.
package struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The call's name as its manual page has it, `fdatasync` for example.
    package let call: StaticString
    /// The number that `errno` held.
    package let code: Int32
    /// The path or address that the call was about; nil when it was about a descriptor alone.
    package let subject: String?

    package init(call: StaticString, code: Int32, subject: String? = nil) {
        self.call = call
        self.code = code
        self.subject = subject
    }

    /// The text of the error as the C library words it, in lower case at its start: `no space left on device`.
    package var reason: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// Whether it failed because there is no such file or folder.
    package var isNotFound: Bool { code == ENOENT }

    /// One line for a person: `open /etc/x: permission denied`.
    package var description: String {
        subject.map { "\(call) \($0): \(reason)" } ?? "\(call): \(reason)"
    }

    package static func == (left: SystemError, right: SystemError) -> Bool {
        left.code == right.code && left.subject == right.subject && "\(left.call)" == "\(right.call)"
    }
}
