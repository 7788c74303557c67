import Foundation

/// What the kernel says of a running process (proc(5)).
struct ProcessFigures {
    /// Open descriptors.
    let descriptors: Int
    /// Memory it really has, in KiB.
    let residentKiB: Int

    init(of process: Int32) throws {
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentKiB = line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
