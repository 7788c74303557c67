internal import CLinux
internal import Glibc

/// An address as the socket calls take and give it.
struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length: socklen_t

    /// Room for an address that a call fills in.
    init() {
        length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    }

    init(_ address: ListenAddress) {
        switch address {
        case .ip(let ip, let port) where ip.isV4:
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
            fill(sockaddr_in.self) {
                $0.sin_family = sa_family_t(AF_INET)
                $0.sin_port = port.bigEndian
                $0.sin_addr.s_addr = UInt32(truncatingIfNeeded: ip.bits).bigEndian
            }
        case .ip(let ip, let port):
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            fill(sockaddr_in6.self) {
                $0.sin6_family = sa_family_t(AF_INET6)
                $0.sin6_port = port.bigEndian
                $0.sin6_addr = ip.in6
            }
        case .unix(let path):
            length = socklen_t(MemoryLayout<sockaddr_un>.size)
            fill(sockaddr_un.self) { address in
                address.sun_family = sa_family_t(AF_UNIX)
                withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            }
        }
    }

    var family: Int32 { Int32(storage.ss_family) }

    /// The peer that a call filled in.
    var peer: PeerAddress {
        guard case .ip(let address, let port) = listenAddress else { return .unix }
        return .ip(address, port: port)
    }

    /// The bound address that a call filled in; a unix socket's path ends at its first NUL.
    var listenAddress: ListenAddress {
        switch family {
        case AF_INET:
            let address = read(sockaddr_in.self)
            return .ip(
                IPAddress(v4: UInt32(bigEndian: address.sin_addr.s_addr)),
                port: UInt16(bigEndian: address.sin_port)
            )
        case AF_INET6:
            let address = read(sockaddr_in6.self)
            return .ip(IPAddress(address.sin6_addr), port: UInt16(bigEndian: address.sin6_port))
        default:
            let path = withUnsafeBytes(of: read(sockaddr_un.self).sun_path) { $0.prefix { $0 != 0 }.map { $0 } }
            return .unix(path: String(decoding: path, as: UTF8.self))
        }
    }

    /// Lends the address and its length to a call that reads or fills it.
    mutating func withPointers<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &length) { length in
            withUnsafeMutablePointer(to: &storage) { storage in
                storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
            }
        }
    }

    private mutating func fill<Address>(_ type: Address.Type, _ body: (inout Address) -> Void) {
        withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: type, capacity: 1) { body(&$0.pointee) }
        }
    }

    private func read<Address>(_ type: Address.Type) -> Address {
        withUnsafeBytes(of: storage) { $0.loadUnaligned(as: type) }
    }
}
