import Foundation

/// What the kernel says of a running process (proc(5)).
struct ProcessFigures {
    /// Open sockets; other descriptors come and go with the daemon's own work.
    let sockets: Int
    /// Memory it really has, in KiB.
    let residentKiB: Int

    init(of process: Int32) throws {
        let folder = "/proc/\(process)/fd"
        sockets = try FileManager.default.contentsOfDirectory(atPath: folder)
            .count { name in
                var target = [CChar](repeating: 0, count: 256)
                // One that was closed in between is no socket any more.
                return readlink("\(folder)/\(name)", &target, 255) > 0 && strncmp(target, "socket:", 7) == 0
            }
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentKiB = line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
