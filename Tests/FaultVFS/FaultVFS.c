// The VFS: each operation of a file on a disk first asks the disk's plan, then goes on to the system's VFS.
#include "FaultDisk.h"
#include <stdint.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    sqlite3_file base;
    FaultDisk *disk;
    FaultFile *file;
    int kind;
    // The system's file, in the memory behind this one.
    sqlite3_file *real;
} OpenFile;

static sqlite3_vfs vfs;
static sqlite3_vfs *systemVFS;

// What the operation meets; a delay is over on return.
static int meets(OpenFile *file, int operation, int *keptPercent) {
    int effect = faultDiskMeets(file->disk, operation, file->kind, keptPercent);
    if (effect != FaultDelayed) return effect;
    usleep(1000);
    return FaultNone;
}

static int closeFile(sqlite3_file *base) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xClose(file->real);
}

static int readFile(sqlite3_file *base, void *bytes, int count, sqlite3_int64 offset) {
    OpenFile *file = (OpenFile *)base;
    int kept;
    int effect = meets(file, FaultReads, &kept);
    // The cache can still be read when the power is to be gone: what comes of it reaches no disk.
    if (effect != FaultNone && effect != FaultPowerCut) return SQLITE_IOERR_READ;
    return file->real->pMethods->xRead(file->real, bytes, count, offset);
}

static int writePart(OpenFile *file, const void *bytes, int count, sqlite3_int64 offset) {
    pthread_mutex_lock(&file->disk->lock);
    int code = count == 0 ? SQLITE_OK : file->real->pMethods->xWrite(file->real, bytes, count, offset);
    if (code == SQLITE_OK && count > 0) faultFileWritten(file->file, offset, count);
    pthread_mutex_unlock(&file->disk->lock);
    return code;
}

static int writeFile(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
    OpenFile *file = (OpenFile *)base;
    int kept;
    int effect = meets(file, FaultWrites, &kept);
    switch (effect) {
    case FaultNone: return writePart(file, bytes, count, offset);
    case FaultDropped: return SQLITE_OK;
    case FaultFull: writePart(file, bytes, count / 2, offset); return SQLITE_FULL;
    case FaultShort:
    case FaultPowerCut: writePart(file, bytes, count / 2, offset); return SQLITE_IOERR_WRITE;
    default: return SQLITE_IOERR_WRITE;
    }
}

static int truncateFile(sqlite3_file *base, sqlite3_int64 size) {
    OpenFile *file = (OpenFile *)base;
    int kept;
    int effect = meets(file, FaultTruncates, &kept);
    if (effect == FaultDropped) return SQLITE_OK;
    if (effect != FaultNone) return SQLITE_IOERR_TRUNCATE;
    pthread_mutex_lock(&file->disk->lock);
    int code = file->real->pMethods->xTruncate(file->real, size);
    if (code == SQLITE_OK) faultFileTruncated(file->file, size);
    pthread_mutex_unlock(&file->disk->lock);
    return code;
}

static int syncFile(sqlite3_file *base, int flags) {
    (void)flags;
    OpenFile *file = (OpenFile *)base;
    int kept;
    int effect = meets(file, FaultSyncs, &kept);
    if (effect == FaultDropped) return SQLITE_OK;
    if (effect == FaultPowerCut) return SQLITE_IOERR_FSYNC;
    pthread_mutex_lock(&file->disk->lock);
    faultFileSynced(file->disk, file->file, effect == FaultNone ? 100 : kept);
    pthread_mutex_unlock(&file->disk->lock);
    return effect == FaultNone ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int fileSize(sqlite3_file *base, sqlite3_int64 *size) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xFileSize(file->real, size);
}

static int lockFile(sqlite3_file *base, int level) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xLock(file->real, level);
}

static int unlockFile(sqlite3_file *base, int level) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xUnlock(file->real, level);
}

static int checkReservedLock(sqlite3_file *base, int *isHeld) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, isHeld);
}

static int fileControl(sqlite3_file *base, int operation, void *argument) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xFileControl(file->real, operation, argument);
}

static int sectorSize(sqlite3_file *base) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xSectorSize(file->real);
}

static int deviceCharacteristics(sqlite3_file *base) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static int mapShared(sqlite3_file *base, int region, int size, int extend, void volatile **memory) {
    OpenFile *file = (OpenFile *)base;
    int kept;
    int effect = meets(file, FaultSharedMemory, &kept);
    if (effect == FaultFull) return SQLITE_IOERR_SHMSIZE;
    if (effect != FaultNone && effect != FaultPowerCut) return SQLITE_IOERR_SHMMAP;
    return file->real->pMethods->xShmMap(file->real, region, size, extend, memory);
}

static int lockShared(sqlite3_file *base, int offset, int count, int flags) {
    OpenFile *file = (OpenFile *)base;
    int kept;
    // Only taking a lock can fail: nobody looks at what letting go of it returns.
    if (flags & SQLITE_SHM_LOCK) {
        int effect = meets(file, FaultSharedMemory, &kept);
        if (effect == FaultBusy) return SQLITE_BUSY;
        if (effect != FaultNone && effect != FaultPowerCut) return SQLITE_IOERR_SHMLOCK;
    }
    return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void sharedBarrier(sqlite3_file *base) {
    OpenFile *file = (OpenFile *)base;
    file->real->pMethods->xShmBarrier(file->real);
}

static int unmapShared(sqlite3_file *base, int deletes) {
    OpenFile *file = (OpenFile *)base;
    return file->real->pMethods->xShmUnmap(file->real, deletes);
}

// Version 2: with shared memory, without mapped pages, which no plan could meet.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = closeFile,
    .xRead = readFile,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = syncFile,
    .xFileSize = fileSize,
    .xLock = lockFile,
    .xUnlock = unlockFile,
    .xCheckReservedLock = checkReservedLock,
    .xFileControl = fileControl,
    .xSectorSize = sectorSize,
    .xDeviceCharacteristics = deviceCharacteristics,
    .xShmMap = mapShared,
    .xShmLock = lockShared,
    .xShmBarrier = sharedBarrier,
    .xShmUnmap = unmapShared,
};

static int openFile(sqlite3_vfs *self, const char *path, sqlite3_file *base, int flags, int *outFlags) {
    (void)self;
    FaultDisk *disk = faultDiskOf(path);
    if (!disk) return systemVFS->xOpen(systemVFS, path, base, flags, outFlags);
    OpenFile *file = (OpenFile *)base;
    memset(file, 0, sizeof *file);
    file->disk = disk;
    file->real = (sqlite3_file *)(file + 1);
    file->kind = flags & SQLITE_OPEN_MAIN_DB ? FaultLedger : flags & SQLITE_OPEN_WAL ? FaultLog : FaultOther;
    bool isMade = access(path, F_OK) != 0;
    int code = systemVFS->xOpen(systemVFS, path, file->real, flags, outFlags);
    if (code != SQLITE_OK) return code;
    pthread_mutex_lock(&disk->lock);
    file->file = faultDiskFile(disk, path);
    faultFileOpened(file->file, isMade);
    pthread_mutex_unlock(&disk->lock);
    file->base.pMethods = &methods;
    return SQLITE_OK;
}

static int deleteFile(sqlite3_vfs *self, const char *path, int syncsFolder) {
    (void)self;
    FaultDisk *disk = faultDiskOf(path);
    if (!disk) return systemVFS->xDelete(systemVFS, path, syncsFolder);
    int kept;
    // A disk without power removes nothing.
    if (faultDiskMeets(disk, 0, 0, &kept) == FaultPowerCut) return SQLITE_IOERR_DELETE;
    pthread_mutex_lock(&disk->lock);
    int code = systemVFS->xDelete(systemVFS, path, 0);
    if (code == SQLITE_OK) faultFileRemoved(faultDiskFile(disk, path));
    pthread_mutex_unlock(&disk->lock);
    return code;
}

void faultVFSRegister(void) {
    if (systemVFS) return;
    systemVFS = sqlite3_vfs_find(NULL);
    vfs = *systemVFS;
    vfs.zName = "faulty";
    vfs.pNext = NULL;
    vfs.szOsFile = (int)sizeof(OpenFile) + systemVFS->szOsFile;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&vfs, 1);
}
