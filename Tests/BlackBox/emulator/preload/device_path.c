#define _GNU_SOURCE
#include "device_path.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <fcntl.h>

static int number_after(const char *path, const char *prefix)
{
    size_t length = strlen(prefix);
    if (!path || strncmp(path, prefix, length) != 0)
        return -1;
    const char *digits = path + length;
    if (*digits < '0' || *digits > '9')
        return -1;
    char *end;
    long number = strtol(digits, &end, 10);
    return *end || number > 0xffff ? -1 : (int)number;
}

int device_path_bus(const char *path)
{
    return number_after(path, "/dev/i2c-");
}

int device_path_hidraw(const char *path)
{
    return number_after(path, "/dev/hidraw");
}

bool device_path_is_real(const char *path)
{
    const char *tree = getenv("UMOCKDEV_DIR");
    char emulated[PATH_MAX];
    if (!tree || !path || strncmp(path, "/dev/", 5) != 0)
        return false;
    int reason = errno;
    snprintf(emulated, sizeof emulated, "%s%s", tree, path);
    /* The system call itself: umockdev would look at the path again. */
    bool exists = syscall(SYS_faccessat, AT_FDCWD, emulated, F_OK) == 0;
    errno = reason;
    return !exists;
}

bool device_path_in_database(const char *path, char emulated[PATH_MAX])
{
    const char *tree = getenv("UMOCKDEV_DIR");
    if (!tree || !path || strncmp(path, "/run/udev/", 10) != 0)
        return false;
    snprintf(emulated, PATH_MAX, "%s%s", tree, path);
    return true;
}
