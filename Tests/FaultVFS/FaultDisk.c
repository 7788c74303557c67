// The books of a disk: what is on it, and what only the page cache holds.
#include "FaultDisk.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static FaultDisk *disks;
static pthread_mutex_t disksLock = PTHREAD_MUTEX_INITIALIZER;

// SplitMix64 (Steele, Lea and Flood, 2014): a failure comes again with its seed.
static uint64_t nextRandom(uint64_t *state) {
    uint64_t mixed = *state += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return mixed ^ mixed >> 31;
}

static bool happens(uint64_t *state, int percent) {
    return (int)(nextRandom(state) % 100) < percent;
}

// Disks.

FaultDisk *faultDiskMake(const char *folder, uint64_t seed) {
    FaultDisk *disk = calloc(1, sizeof *disk);
    disk->folder = strdup(folder);
    disk->random = seed;
    pthread_mutex_init(&disk->lock, NULL);
    pthread_mutex_lock(&disksLock);
    faultVFSRegister();
    disk->next = disks;
    disks = disk;
    pthread_mutex_unlock(&disksLock);
    return disk;
}

void faultDiskEnd(FaultDisk *disk) {
    pthread_mutex_lock(&disksLock);
    FaultDisk **place = &disks;
    while (*place != disk) place = &(*place)->next;
    *place = disk->next;
    pthread_mutex_unlock(&disksLock);
    while (disk->files) {
        FaultFile *file = disk->files;
        disk->files = file->next;
        faultFileRemoved(file);
        if (file->removed) free(file->removed->bytes);
        free(file->removed);
        free(file->path);
        free(file);
    }
    pthread_mutex_destroy(&disk->lock);
    free(disk->folder);
    free(disk);
}

FaultDisk *faultDiskOf(const char *path) {
    if (!path) return NULL;
    pthread_mutex_lock(&disksLock);
    FaultDisk *disk = disks;
    while (disk) {
        size_t length = strlen(disk->folder);
        if (strncmp(path, disk->folder, length) == 0 && path[length] == '/') break;
        disk = disk->next;
    }
    pthread_mutex_unlock(&disksLock);
    return disk;
}

void faultDiskPlan(FaultDisk *disk, FaultPlan plan) {
    pthread_mutex_lock(&disk->lock);
    disk->plan = plan;
    disk->operations = 0;
    pthread_mutex_unlock(&disk->lock);
}

int64_t faultDiskOperations(FaultDisk *disk) {
    pthread_mutex_lock(&disk->lock);
    int64_t count = disk->operations;
    pthread_mutex_unlock(&disk->lock);
    return count;
}

int faultDiskMeets(FaultDisk *disk, int operation, int file, int *keptPercent) {
    pthread_mutex_lock(&disk->lock);
    FaultPlan plan = disk->plan;
    int met = FaultNone;
    if (disk->isDead) {
        met = FaultPowerCut;
    } else if ((plan.operations & operation) && (plan.files & file)) {
        int64_t number = ++disk->operations;
        if (number >= plan.first && number - plan.first < plan.count) {
            met = (int)plan.effect;
            disk->isDead = plan.effect == FaultPowerCut;
        }
    }
    pthread_mutex_unlock(&disk->lock);
    *keptPercent = plan.keptPercent;
    return met;
}

// Files.

FaultFile *faultDiskFile(FaultDisk *disk, const char *path) {
    for (FaultFile *file = disk->files; file; file = file->next)
        if (strcmp(file->path, path) == 0) return file;
    FaultFile *file = calloc(1, sizeof *file);
    file->path = strdup(path);
    file->cutTo = -1;
    file->descriptor = -1;
    file->next = disk->files;
    disk->files = file;
    return file;
}

static void resize(FaultImage *image, int64_t size) {
    if (size > image->capacity) {
        int64_t capacity = size > 2 * image->capacity ? size : 2 * image->capacity;
        image->bytes = realloc(image->bytes, (size_t)capacity);
        image->capacity = capacity;
    }
    if (size > image->size) memset(image->bytes + image->size, 0, (size_t)(size - image->size));
    image->size = size;
}

static void copyImage(FaultImage *to, const FaultImage *from) {
    resize(to, from->size);
    if (from->size) memcpy(to->bytes, from->bytes, (size_t)from->size);
}

void faultFileOpened(FaultFile *file, bool isMade) {
    if (file->exists) return;
    file->exists = true;
    file->isNew = isMade;
    file->descriptor = open(file->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    file->size = fstat(file->descriptor, &status) == 0 ? status.st_size : 0;
    // A file that is there but was never seen was put there before the disk was: it is on it.
    resize(&file->synced, file->size);
    if (file->size && pread(file->descriptor, file->synced.bytes, (size_t)file->size, 0) != file->size) abort();
}

void faultFileWritten(FaultFile *file, int64_t offset, int64_t count) {
    int64_t last = (offset + count - 1) / FaultPage;
    if (last >= file->dirtyPages) {
        int64_t pages = last + 1 > 2 * file->dirtyPages ? last + 1 : 2 * file->dirtyPages;
        file->dirty = realloc(file->dirty, (size_t)pages);
        memset(file->dirty + file->dirtyPages, 0, (size_t)(pages - file->dirtyPages));
        file->dirtyPages = pages;
    }
    for (int64_t page = offset / FaultPage; page <= last; page++) file->dirty[page] = 1;
    if (offset + count > file->size) file->size = offset + count;
}

void faultFileTruncated(FaultFile *file, int64_t size) {
    if (size < file->size && (file->cutTo < 0 || size < file->cutTo)) file->cutTo = size;
    file->size = size;
    for (int64_t page = (size + FaultPage - 1) / FaultPage; page < file->dirtyPages; page++) file->dirty[page] = 0;
}

void faultFileRemoved(FaultFile *file) {
    if (!file->isNew && !file->removed) {
        file->removed = malloc(sizeof *file->removed);
        *file->removed = file->synced;
    } else {
        free(file->synced.bytes);
    }
    free(file->dirty);
    if (file->descriptor >= 0) close(file->descriptor);
    file->descriptor = -1;
    file->synced = (FaultImage){0};
    file->dirty = NULL;
    file->dirtyPages = 0;
    file->size = 0;
    file->cutTo = -1;
    file->exists = false;
}

// Puts a page of the cache, or some of its sectors, into an image of the disk.
static void putPage(FaultImage *image, const FaultFile *file, int64_t number, uint64_t *tearing) {
    unsigned char page[FaultPage];
    int64_t start = number * FaultPage;
    ssize_t count = pread(file->descriptor, page, sizeof page, start);
    for (int64_t offset = 0; offset < count; offset += FaultSector) {
        if (tearing && happens(tearing, 50)) continue;
        int64_t end = offset + FaultSector < count ? offset + FaultSector : count;
        if (start + end > image->size) resize(image, start + end);
        memcpy(image->bytes + start + offset, page + offset, (size_t)(end - offset));
    }
}

void faultFileSynced(FaultDisk *disk, FaultFile *file, int keptPercent) {
    bool isWhole = keptPercent >= 100;
    if (file->cutTo >= 0 && file->cutTo < file->synced.size && (isWhole || happens(&disk->random, keptPercent)))
        resize(&file->synced, file->cutTo);
    if (isWhole) file->cutTo = -1;
    for (int64_t number = 0; number < file->dirtyPages; number++) {
        if (!file->dirty[number]) continue;
        file->dirty[number] = 0;
        if (!isWhole && !happens(&disk->random, keptPercent)) continue;
        putPage(&file->synced, file, number, NULL);
    }
    if (!isWhole) return;
    resize(&file->synced, file->size);
    if (!file->isNew) return;
    // SQLite syncs the folder when it has made a file; what was removed from it before is gone then too.
    file->isNew = false;
    for (FaultFile *other = disk->files; other; other = other->next) {
        if (other->removed) free(other->removed->bytes);
        free(other->removed);
        other->removed = NULL;
    }
}

// After the power cut.

static bool writeImage(const FaultImage *image, const char *folder, const char *path) {
    char to[4096];
    snprintf(to, sizeof to, "%s%s", folder, strrchr(path, '/'));
    int descriptor = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return false;
    int64_t done = 0;
    while (done < image->size) {
        ssize_t count = write(descriptor, image->bytes + done, (size_t)(image->size - done));
        if (count <= 0) break;
        done += count;
    }
    close(descriptor);
    return done == image->size;
}

static bool leaveFile(FaultFile *file, const char *folder, uint64_t *random, int keptPercent) {
    if (file->removed && (!file->exists || file->isNew) && happens(random, 50))
        return writeImage(file->removed, folder, file->path);
    if (!file->exists) return true;
    FaultImage image = {0};
    copyImage(&image, &file->synced);
    if (file->cutTo >= 0 && file->cutTo < image.size && happens(random, keptPercent)) resize(&image, file->cutTo);
    for (int64_t number = 0; number < file->dirtyPages; number++) {
        if (!file->dirty[number] || !happens(random, keptPercent)) continue;
        bool isTorn = keptPercent < 100 && happens(random, 25);
        putPage(&image, file, number, isTorn ? random : NULL);
    }
    bool isDone = writeImage(&image, folder, file->path);
    free(image.bytes);
    return isDone;
}

bool faultDiskLeave(FaultDisk *disk, const char *folder, uint64_t seed, int keptPercent) {
    pthread_mutex_lock(&disk->lock);
    bool isDone = true;
    for (FaultFile *file = disk->files; file; file = file->next)
        isDone = leaveFile(file, folder, &seed, keptPercent) && isDone;
    pthread_mutex_unlock(&disk->lock);
    return isDone;
}
