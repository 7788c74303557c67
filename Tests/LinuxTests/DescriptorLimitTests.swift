import Glibc
import Linux
import Testing

struct DescriptorLimitTests {
    @Test func `the limit is raised as far as is allowed, and never lowered`() async {
        // In a process of its own: the limit is one for all tests.
        await #expect(processExitsWith: .success) {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let most = Int(clamping: limit.rlim_max)
            #expect(try DescriptorLimit.raise(to: 64) == Int(clamping: limit.rlim_cur))
            let raised = try DescriptorLimit.raise(to: min(most, Int(limit.rlim_cur) + 1))
            #expect(raised == min(most, Int(limit.rlim_cur) + 1))
            #expect(try DescriptorLimit.raise(to: 1) == raised)
        }
    }
}
