/* A disk that does not answer: fsync, and flock as the first use of the state file, wait while
 * there is a named pipe at $I2C_EMULATOR_DISK, until somebody opens its other end. */
#define _GNU_SOURCE
#include "disk.h"

#include <fcntl.h>
#include <stdlib.h>
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

int fsync(int file_descriptor)
{
    disk_wait();
    return NEXT(fsync)(file_descriptor);
}
