import Foundation
import Linux
import TestSupport
import Testing

struct ListeningSocketTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("socket") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func connect(_ address: ListenAddress) throws -> PeerAddress {
        try StreamSocket.connected(to: address).peer
    }

    @Test func `port 0 becomes the port that the kernel chose`() throws {
        let socket = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        guard case .ip(_, let port) = socket.address else {
            Issue.record("no port in \(socket.address)")
            return
        }
        #expect(port != 0)
        #expect(try connect(socket.address).description == socket.address.description)
    }

    @Test func `a connection that waits is accepted, then there is none`() throws {
        let socket = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        let client = try StreamSocket.connected(to: socket.address)
        #expect(try socket.accept()?.peer.address == IPAddress("127.0.0.1"))
        #expect(try socket.accept()?.peer == nil)
        withExtendedLifetime(client.number) {}
    }

    @Test func `an address in use is refused with its name`() throws {
        let socket = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        let error = #expect(throws: SystemError.self) { try ListeningSocket(binding: socket.address) }
        #expect(error?.subject == socket.address.description)
        #expect(error?.code == EADDRINUSE)
    }

    @Test func `a unix socket leaves no file behind`() throws {
        do {
            let socket = try ListeningSocket(binding: .unix(path: path))
            #expect(socket.address == .unix(path: path))
            #expect(try connect(socket.address) == .unix)
            let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(permissions == 0o660)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a socket file that nobody answers on is replaced`() throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        #expect(bound == 0)
        close(descriptor)
        let socket = try ListeningSocket(binding: .unix(path: path))
        #expect(try connect(socket.address) == .unix)
    }

    @Test func `a socket file that someone answers on stays`() throws {
        let first = try ListeningSocket(binding: .unix(path: path))
        #expect(throws: SystemError.self) { try ListeningSocket(binding: .unix(path: path)) }
        #expect(try connect(first.address) == .unix)
    }

    @Test func `a file that is no socket stays`() throws {
        try "precious".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: SystemError.self) { try ListeningSocket(binding: .unix(path: path)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test func `an inherited socket listens where it was bound`() throws {
        let bound = try ListeningSocket(binding: try #require(ListenAddress("127.0.0.1:0")))
        let inherited = try ListeningSocket(inheriting: dup(bound.number))
        #expect(inherited.address == bound.address)
    }

    @Test func `a socket that does not listen cannot be inherited, nor one that is not there`() throws {
        let datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        #expect(throws: SystemError.self) { try ListeningSocket(inheriting: datagrams) }
        let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let error = #expect(throws: SystemError.self) { try ListeningSocket(inheriting: silent) }
        #expect(error?.code == EINVAL)
        #expect(throws: SystemError.self) { try ListeningSocket(inheriting: 1_000_000) }
    }

    @Test func `a descriptor that is no socket cannot be inherited`() throws {
        let number = open("/dev/null", O_RDONLY)
        #expect(throws: SystemError.self) { try ListeningSocket(inheriting: number) }
    }

    @Test func `sockets meant for another process are left alone`() throws {
        let variables = ["LISTEN_PID": "1", "LISTEN_FDS": "3"]
        #expect(try InheritedSockets.take(environment: { variables[$0] }, process: 2).isEmpty)
        #expect(try InheritedSockets.take(environment: { _ in nil }).isEmpty)
    }
}
