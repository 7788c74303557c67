import Foundation
import Testing

/// Ports for programs that cannot tell which one the kernel chose, or that are to come back to theirs.
enum FreePort {
    /// A port that was free a moment ago, below those that the kernel gives to whoever asks for none (ip(7),
    /// ip_local_port_range): nobody is given it meanwhile.
    static func find() throws -> Int {
        try #require((0..<100).lazy.map { _ in Int.random(in: 20_000..<32_768) }.first(where: isFree), "a port is free")
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
