import Domain
import Testing

@testable import Bridge

/// How descriptors are shared out between strangers' connections and the daemon's own work.
struct DescriptorNeedTests {
    private static let project = ProjectConfiguration(name: .default)

    @Test func `with enough descriptors every connection has one`() {
        let need = DescriptorNeed(connections: 10_000, projects: [Self.project])
        #expect(need.total > 10_000 + Self.project.concurrency)
        #expect(need.connections(of: need.total) == 10_000)
        #expect(need.connections(of: 1 << 20) == 10_000)
    }

    @Test func `with fewer it is the connections that go short`() {
        let need = DescriptorNeed(connections: 10_000, projects: [Self.project])
        #expect(need.connections(of: 1_024) == 1_024 - (need.total - 10_000))
    }

    @Test func `each project keeps the connections that it sends over`() {
        let one = DescriptorNeed(connections: 100, projects: [Self.project])
        let two = DescriptorNeed(connections: 100, projects: [Self.project, Self.project])
        #expect(two.total == one.total + Self.project.concurrency)
    }

    @Test func `with very few, half of them are for connections, and one in any case`() {
        let need = DescriptorNeed(connections: 10_000, projects: [Self.project])
        #expect(need.connections(of: 64) == 32)
        #expect(need.connections(of: 1) == 1)
    }
}
