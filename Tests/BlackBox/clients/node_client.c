/* Tries every way to ask whether a node is there, and prints one line for each:
 * "FUNCTION RESULT ERRNO". The answers have to agree with each other. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);

#define TRY(name, call)                                                                        \
    do {                                                                                       \
        errno = 0;                                                                             \
        int result = (call);                                                                   \
        printf("%s %d %d\n", name, result < 0 ? -1 : 0, errno);                                \
        if (result > 2)                                                                        \
            close(result);                                                                     \
    } while (0)

int main(int count, char **arguments)
{
    const char *path = arguments[1];
    struct stat status;
    struct stat64 status64;
    struct statx extended;
    if (count < 2)
        return 2;
    TRY("stat", stat(path, &status));
    TRY("lstat", lstat(path, &status));
    TRY("stat64", stat64(path, &status64));
    TRY("fstatat", fstatat(AT_FDCWD, path, &status, 0));
    TRY("statx", statx(AT_FDCWD, path, 0, STATX_BASIC_STATS, &extended));
    TRY("access-exists", access(path, F_OK));
    TRY("access", access(path, R_OK | W_OK));
    TRY("euidaccess", euidaccess(path, R_OK | W_OK));
    TRY("faccessat", faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS));
    TRY("open", open(path, O_RDWR));
    TRY("open64", open64(path, O_RDWR | O_CLOEXEC));
    TRY("__open_2", __open_2(path, O_RDWR));
    TRY("__open64_2", __open64_2(path, O_RDWR));
    TRY("openat", openat(AT_FDCWD, path, O_RDWR));
    TRY("openat64", openat64(AT_FDCWD, path, O_RDWR));
    return 0;
}
