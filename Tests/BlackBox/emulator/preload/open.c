/* open and its relatives: an emulated node becomes a connection to the emulator. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "device_path.h"
#include "disk.h"
#include "emulator_client.h"
#include "next.h"

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);

static int open_device(enum operation operation, enum descriptor_kind kind, int number, int flags)
{
    int file_descriptor =
        emulator_connect(operation, number, flags & O_CLOEXEC ? SOCK_CLOEXEC : 0);
    if (file_descriptor >= 0 && !descriptor_register(file_descriptor, kind, number)) {
        close(file_descriptor);
        errno = EMFILE;
        return -1;
    }
    return file_descriptor;
}

/* True when the path was ours, one that the disk does not give, or one that is better kept from
 * umockdev. */
static bool opened(const char *path, int flags, mode_t mode, int *file_descriptor)
{
    int number;
    char emulated[PATH_MAX];
    if ((number = device_path_bus(path)) >= 0)
        *file_descriptor = open_device(OPERATION_OPEN, DESCRIPTOR_I2C, number, flags);
    else if ((number = device_path_hidraw(path)) >= 0)
        *file_descriptor = open_device(OPERATION_HIDRAW, DESCRIPTOR_HIDRAW, number, flags);
    else if (disk_fails_open(path))
        *file_descriptor = -1;
    else if (device_path_in_database(path, emulated))
        *file_descriptor = syscall(SYS_openat, AT_FDCWD, emulated, flags, mode);
    else if (device_path_is_real(path))
        /* umockdev 0.17 loses a socket for each real node that is opened. */
        *file_descriptor = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    else
        return false;
    return true;
}

/* A write to an attribute in sysfs replaces it; in the tree it is a regular file. */
static int attribute_flags(const char *path, int flags)
{
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    return path && writes && strncmp(path, "/sys/", 5) == 0 ? flags | O_TRUNC : flags;
}

#define DEFINE_OPEN(name)                                                                      \
    int name(const char *path, int flags, ...)                                                 \
    {                                                                                          \
        va_list arguments;                                                                     \
        va_start(arguments, flags);                                                            \
        mode_t mode = __OPEN_NEEDS_MODE(flags) ? va_arg(arguments, mode_t) : 0;                \
        va_end(arguments);                                                                     \
        int file_descriptor;                                                                   \
        if (opened(path, flags, mode, &file_descriptor))                                       \
            return file_descriptor;                                                            \
        return NEXT(name)(path, attribute_flags(path, flags), mode);                           \
    }

#define DEFINE_OPEN_2(name)                                                                    \
    int name(const char *path, int flags)                                                      \
    {                                                                                          \
        int file_descriptor;                                                                   \
        if (opened(path, flags, 0, &file_descriptor))                                          \
            return file_descriptor;                                                            \
        return NEXT(name)(path, attribute_flags(path, flags));                                 \
    }

#define DEFINE_OPENAT(name)                                                                    \
    int name(int directory, const char *path, int flags, ...)                                  \
    {                                                                                          \
        va_list arguments;                                                                     \
        va_start(arguments, flags);                                                            \
        mode_t mode = __OPEN_NEEDS_MODE(flags) ? va_arg(arguments, mode_t) : 0;                \
        va_end(arguments);                                                                     \
        int file_descriptor;                                                                   \
        if (opened(path, flags, mode, &file_descriptor))                                       \
            return file_descriptor;                                                            \
        return NEXT(name)(directory, path, attribute_flags(path, flags), mode);                \
    }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPEN_2(__open_2)
DEFINE_OPEN_2(__open64_2)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)
