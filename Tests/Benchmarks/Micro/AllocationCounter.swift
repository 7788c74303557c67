import Foundation

/// How often the program has asked for memory, as `allocations.c` counts it when it is preloaded.
struct AllocationCounter {
    private let address: UnsafePointer<UInt64>

    /// nil when nothing counts.
    init?() {
        // RTLD_DEFAULT, whose macro Swift does not see, is the null pointer.
        guard let symbol = dlsym(nil, "funnelbridge_allocation_count") else { return nil }
        address = UnsafePointer(symbol.assumingMemoryBound(to: UInt64.self))
    }

    var count: UInt64 { address.pointee }
}
