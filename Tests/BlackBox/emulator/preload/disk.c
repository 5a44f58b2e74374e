/* A disk that does not answer: fsync, and flock as the first use of the state file, wait while
 * there is a named pipe at $I2C_EMULATOR_DISK, until somebody opens its other end.
 *
 * A disk that fails: while there is a link at $EMULATOR_FAILING_DISK, it says which call fails for
 * the state file and with which number of errno, as in "read 5". */
#define _GNU_SOURCE
#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "next.h"

void disk_wait(void)
{
    const char *pipe = getenv("I2C_EMULATOR_DISK");
    int end = pipe ? syscall(SYS_openat, AT_FDCWD, pipe, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (end >= 0)
        NEXT(close)(end);
}

static bool is_state(const char *path)
{
    static const char name[] = "/displays";
    size_t length = strlen(path);
    return length >= sizeof name && strcmp(path + length - (sizeof name - 1), name) == 0;
}

/* Whether this call fails for the state file; sets errno then. */
static bool fails(const char *call)
{
    const char *link = getenv("EMULATOR_FAILING_DISK");
    char text[32], name[16];
    int number, reason = errno;
    ssize_t length = link ? syscall(SYS_readlinkat, AT_FDCWD, link, text, sizeof text - 1) : -1;
    errno = reason;
    if (length < 0)
        return false;
    text[length] = 0;
    if (sscanf(text, "%15s %d", name, &number) != 2 || strcmp(name, call) != 0)
        return false;
    errno = number;
    return true;
}

bool disk_fails_open(const char *path)
{
    return path && is_state(path) && fails("open");
}

bool disk_fails_read(int file_descriptor)
{
    char link[32], path[PATH_MAX];
    int reason = errno;
    if (!fails("read"))
        return false;
    int failure = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file_descriptor);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    bool is_concerned = is_state(path);
    errno = is_concerned ? failure : reason;
    return is_concerned;
}

int fsync(int file_descriptor)
{
    disk_wait();
    return NEXT(fsync)(file_descriptor);
}
