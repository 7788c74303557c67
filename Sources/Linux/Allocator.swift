internal import CLinux

/// The C library's memory allocator, from which Swift's memory comes.
package enum Allocator {
    /// Has large blocks go back to the kernel as soon as they are freed.
    ///
    /// glibc puts blocks from 128 KiB on into mappings of their own, but once one was freed it takes those of that size
    /// from its heaps, which keep what they have: after a rush of large bodies their memory would stay for ever
    /// (mallopt(3), M_MMAP_THRESHOLD).
    package static func returnLargeBlocks() {
        // They can only refuse numbers that make no sense.
        _ = mallopt(M_MMAP_THRESHOLD, 128 << 10)
        _ = mallopt(M_TRIM_THRESHOLD, 1 << 20)
    }

    /// Gives the pages of all that is free back to the kernel now (malloc_trim(3)).
    ///
    /// Takes milliseconds for tens of MiB.
    package static func returnFreeBlocks() {
        // It only says whether there were any.
        _ = malloc_trim(0)
    }
}
