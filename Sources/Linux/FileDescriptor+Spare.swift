internal import CLinux
internal import Glibc

extension FileDescriptor {
    /// A descriptor held back for the day when no other is left; nil when that day is today.
    package static func spare() -> FileDescriptor? {
        let number = open("/dev/null", O_RDONLY | O_CLOEXEC)
        return number >= 0 ? FileDescriptor(owning: number) : nil
    }
}
