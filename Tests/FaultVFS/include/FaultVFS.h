// A SQLite VFS for tests: a disk that fails as planned, and that forgets at a power cut what was not synced.
//
// Only the files in the folders of its disks are treated so; all others go to the VFS of the system.
#ifndef FUNNELBRIDGE_FAULTVFS_H
#define FUNNELBRIDGE_FAULTVFS_H

#include <stdbool.h>
#include <stdint.h>

// A folder whose files are on a disk of their own. Its syncs only keep the books: no real disk is waited for.
typedef struct FaultDisk FaultDisk;

// Kinds of operations, to be joined with |.
enum { FaultWrites = 1, FaultSyncs = 2, FaultTruncates = 4, FaultSharedMemory = 8, FaultReads = 16 };

// Kinds of files, to be joined with |. Other ones are journals.
enum { FaultLedger = 1, FaultLog = 2, FaultOther = 4 };

typedef enum {
    // The operation reports an input or output error and does nothing. A sync that fails leaves the pages marked as
    // written though they may not be, as Linux does: no later sync covers them.
    FaultFails,
    // The disk is full: half of a write arrives.
    FaultFull,
    // Half of a write arrives, and an error is reported.
    FaultShort,
    // Success is reported, and nothing is done.
    FaultDropped,
    // Another process holds the lock that is wanted; operations of other kinds fail.
    FaultBusy,
    // The operation takes a millisecond.
    FaultDelayed,
    // The power is cut: this operation and all after it fail.
    FaultPowerCut
} FaultEffect;

typedef struct {
    int operations;
    int files;
    // The first operation to be met, from 1 on, and how many in a row.
    int64_t first;
    int64_t count;
    FaultEffect effect;
    // How many of a hundred pages that were not synced reach the disk all the same.
    int keptPercent;
} FaultPlan;

// A disk for the files in `folder`, an absolute path without a slash at its end. The first call makes the VFS the default.
FaultDisk *faultDiskMake(const char *folder, uint64_t seed);

// To be called when no file of the disk is open.
void faultDiskEnd(FaultDisk *disk);

// Takes effect from the next operation on; counting begins anew.
void faultDiskPlan(FaultDisk *disk, FaultPlan plan);

// How many operations the plan could have met since it was made.
int64_t faultDiskOperations(FaultDisk *disk);

// Writes what a power cut at this moment would leave into `folder`: all that was synced, and of the rest as many pages of a
// hundred as `keptPercent` says, some of them torn between two sectors. At any moment; the disk goes on as it was.
bool faultDiskLeave(FaultDisk *disk, const char *folder, uint64_t seed, int keptPercent);

#endif
