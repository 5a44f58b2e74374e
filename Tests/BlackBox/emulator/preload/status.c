/* stat, access and their relatives: they agree with the emulator about the
 * existence and the permissions of its nodes, also when the tests run as root. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "device_path.h"
#include "emulator_client.h"
#include "next.h"

/* Linux, Documentation/admin-guide/devices.txt: 89 is i2c-dev. */
#define I2C_MAJOR 89

static int check_access(int bus, int mode)
{
    int permissions = emulator_query_mode(bus);
    if (permissions < 0)
        return -1;
    if ((mode & R_OK && !(permissions & S_IRUSR)) || (mode & W_OK && !(permissions & S_IWUSR)) ||
        mode & X_OK) {
        errno = EACCES;
        return -1;
    }
    return 0;
}

#define FILL_STATUS(bus, status)                                                               \
    ({                                                                                         \
        int permissions = emulator_query_mode(bus);                                            \
        if (permissions >= 0) {                                                                \
            memset(status, 0, sizeof *(status));                                               \
            (status)->st_mode = S_IFCHR | permissions;                                         \
            (status)->st_nlink = 1;                                                            \
            (status)->st_rdev = makedev(I2C_MAJOR, bus);                                       \
        }                                                                                      \
        permissions < 0 ? -1 : 0;                                                              \
    })

#define DEFINE_STAT(name, type)                                                                \
    int name(const char *path, struct type *status)                                            \
    {                                                                                          \
        int bus = device_path_bus(path);                                                       \
        return bus >= 0 ? FILL_STATUS(bus, status) : NEXT(name)(path, status);                 \
    }

#define DEFINE_FSTATAT(name, type)                                                             \
    int name(int directory, const char *path, struct type *status, int flags)                  \
    {                                                                                          \
        int bus = device_path_bus(path);                                                       \
        return bus >= 0 ? FILL_STATUS(bus, status)                                             \
                        : NEXT(name)(directory, path, status, flags);                          \
    }

#define DEFINE_FSTAT(name, type)                                                               \
    int name(int file_descriptor, struct type *status)                                         \
    {                                                                                          \
        struct descriptor *entry = descriptor_find(file_descriptor, DESCRIPTOR_I2C);           \
        return entry ? FILL_STATUS(entry->number, status)                                      \
                     : NEXT(name)(file_descriptor, status);                                    \
    }

DEFINE_STAT(stat, stat)
DEFINE_STAT(stat64, stat64)
DEFINE_STAT(lstat, stat)
DEFINE_STAT(lstat64, stat64)
DEFINE_FSTATAT(fstatat, stat)
DEFINE_FSTATAT(fstatat64, stat64)
DEFINE_FSTAT(fstat, stat)
DEFINE_FSTAT(fstat64, stat64)

int statx(int directory, const char *path, int flags, unsigned mask, struct statx *status)
{
    int bus = device_path_bus(path);
    if (bus < 0)
        return NEXT(statx)(directory, path, flags, mask, status);
    int permissions = emulator_query_mode(bus);
    if (permissions < 0)
        return -1;
    memset(status, 0, sizeof *status);
    status->stx_mask = STATX_TYPE | STATX_MODE | STATX_NLINK;
    status->stx_mode = S_IFCHR | permissions;
    status->stx_nlink = 1;
    status->stx_rdev_major = I2C_MAJOR;
    status->stx_rdev_minor = bus;
    return 0;
}

#define DEFINE_ACCESS(name)                                                                    \
    int name(const char *path, int mode)                                                       \
    {                                                                                          \
        int bus = device_path_bus(path);                                                       \
        return bus >= 0 ? check_access(bus, mode) : NEXT(name)(path, mode);                    \
    }

DEFINE_ACCESS(access)
DEFINE_ACCESS(euidaccess)
DEFINE_ACCESS(eaccess)

int faccessat(int directory, const char *path, int mode, int flags)
{
    int bus = device_path_bus(path);
    return bus >= 0 ? check_access(bus, mode) : NEXT(faccessat)(directory, path, mode, flags);
}
