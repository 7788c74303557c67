import Foundation

/// What the kernel says of a running process (proc(5)).
struct ProcessFigures {
    /// Open sockets; other descriptors come and go with the daemon's own work.
    let sockets: Int
    /// The number that the next descriptor will have.
    let nextDescriptor: Int
    /// Memory it really has, in KiB.
    let residentKiB: Int
    /// The most it ever had.
    let peakKiB: Int
    /// Processor time it has used, in ticks of a hundredth of a second.
    let processorTicks: Int

    init(of process: Int32) throws {
        let folder = "/proc/\(process)/fd"
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: folder)
        sockets = descriptors.count { name in
            var target = [CChar](repeating: 0, count: 256)
            // One that was closed in between is no socket any more.
            return readlink("\(folder)/\(name)", &target, 255) > 0 && strncmp(target, "socket:", 7) == 0
        }
        let numbers = Set(descriptors.compactMap { Int($0) })
        nextDescriptor = (0...numbers.count).first { !numbers.contains($0) } ?? 0
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        func kibibytes(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
        residentKiB = kibibytes("VmRSS")
        peakKiB = kibibytes("VmHWM")
        // Behind the name, which ends with a parenthesis: user and system time are the 12th and 13th.
        let fields =
            try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            .split(separator: ")").last?.split(separator: " ") ?? []
        processorTicks = fields.dropFirst(11).prefix(2).compactMap { Int($0) }.reduce(0, +)
    }
}
