// What a disk holds and what only the page cache does; for FaultVFS.c.
#ifndef FUNNELBRIDGE_FAULTDISK_H
#define FUNNELBRIDGE_FAULTDISK_H

#include "FaultVFS.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

enum { FaultPage = 4096, FaultSector = 512 };

// The bytes of a file as the disk has them.
typedef struct {
    unsigned char *bytes;
    int64_t size;
    int64_t capacity;
} FaultImage;

// A file by its path, however often it is open.
typedef struct FaultFile {
    struct FaultFile *next;
    char *path;
    bool exists;
    // Made and not synced yet: its name may be gone after a power cut, and the file that had it before may be back.
    bool isNew;
    FaultImage synced;
    // For reading the cache; open as long as the file is there, since closing it would take SQLite's locks away.
    int descriptor;
    // What had this name before it was removed, as long as the removal may be undone; else NULL.
    FaultImage *removed;
    // A bit for each page that was written and not synced.
    unsigned char *dirty;
    int64_t dirtyPages;
    // Of the page cache's file.
    int64_t size;
    // The shortest that the file was since the last sync, if it was cut at all; else -1.
    int64_t cutTo;
} FaultFile;

struct FaultDisk {
    struct FaultDisk *next;
    char *folder;
    pthread_mutex_t lock;
    uint64_t random;
    FaultPlan plan;
    int64_t operations;
    bool isDead;
    FaultFile *files;
};

// Makes the VFS the default, once.
void faultVFSRegister(void);

// The disk that `path` is on; NULL when it is on none.
FaultDisk *faultDiskOf(const char *path);

// What the operation meets; FaultNone when nothing.
enum { FaultNone = -1 };
int faultDiskMeets(FaultDisk *disk, int operation, int file, int *keptPercent);

// All below are to be called with the disk's lock held.
FaultFile *faultDiskFile(FaultDisk *disk, const char *path);
void faultFileOpened(FaultFile *file, bool isMade);
void faultFileWritten(FaultFile *file, int64_t offset, int64_t count);
void faultFileTruncated(FaultFile *file, int64_t size);
void faultFileRemoved(FaultFile *file);

// Brings pages that are not synced onto the disk: all, or some. Either way the cache takes them for written.
void faultFileSynced(FaultDisk *disk, FaultFile *file, int keptPercent);

#endif
