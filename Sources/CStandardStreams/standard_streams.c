#include "CStandardStreams.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// A program that is started with a closed standard stream would get that descriptor for the next
// file that it opens, and what it prints would go there: into a bus, a lock or the state file.
//
// System calls, as functions of the C library may be those of a library that has not begun yet.
static void open_missing_streams(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (syscall(SYS_fcntl, descriptor, F_GETFD) >= 0) continue;
        // The lowest number that is free is this one.
        syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR, 0);
    }
}

// Before the constructors of all libraries: libddcutil opens files and prints in its own.
__attribute__((section(".preinit_array"), used)) static void (*const first)(void) =
    open_missing_streams;
