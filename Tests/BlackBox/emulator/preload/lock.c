/* flock on an emulated node. libddcutil 2.1 and later lock the node against
 * other programs; a socket's lock would be seen by nobody else, so the lock is
 * taken on the node's file in the tree. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "descriptor_table.h"
#include "disk.h"
#include "next.h"

static int lock_file(struct descriptor *entry)
{
    int known = atomic_load(&entry->lock_file);
    if (known)
        return known - 1;
    const char *tree = getenv("UMOCKDEV_DIR");
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/dev/i2c-%d", tree ? tree : "", atomic_load(&entry->number));
    int file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (file < 0)
        return -1;
    int none = 0;
    if (!atomic_compare_exchange_strong(&entry->lock_file, &none, file + 1)) {
        NEXT(close)(file);
        return none - 1;
    }
    return file;
}

int flock(int file_descriptor, int operation)
{
    struct descriptor *entry = descriptor_find(file_descriptor, DESCRIPTOR_I2C);
    if (!entry) {
        disk_wait();
        return NEXT(flock)(file_descriptor, operation);
    }
    int file = lock_file(entry);
    if (file < 0) {
        errno = ENODEV;
        return -1;
    }
    return NEXT(flock)(file, operation);
}
