// libddcutil can only detect the displays of all buses at once: one monitor that hangs would keep
// all others waiting, and each plug would disturb them. So this program has a process for each
// monitor, and in each of them these definitions stand in front of the C library's: every bus but
// its own looks as if it were not there, and detection touches one monitor only.
//
// The linker exports them from the executable because the shared libraries refer to them.

#define _GNU_SOURCE
#include "CWorkerProcess.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static atomic_int allowed_bus = -1;

void lighten_filter_buses_to(int bus) { atomic_store(&allowed_bus, bus); }

static bool is_hidden(const char *path) {
    static const char prefix[] = "/dev/i2c-";
    int allowed = atomic_load(&allowed_bus);
    if (allowed < 0 || path == NULL || strncmp(path, prefix, sizeof prefix - 1) != 0) return false;
    return atoi(path + sizeof prefix - 1) != allowed;
}

typedef int (*open_function)(const char *, int, ...);
typedef int (*checked_open_function)(const char *, int);

// `cache` keeps what dlsym() answers: the lookup takes a lock and walks all libraries.
static void *next_function(_Atomic(void *) *cache, const char *name) {
    void *function = atomic_load(cache);
    if (function == NULL) {
        function = dlsym(RTLD_NEXT, name);
        if (function == NULL) abort();  // not the C library that this was linked with
        atomic_store(cache, function);
    }
    return function;
}

#define DEFINE_OPEN(name)                                                                   \
    __attribute__((visibility("default"))) int name(const char *path, int flags, ...) {     \
        static _Atomic(void *) cache;                                                       \
        if (is_hidden(path)) {                                                              \
            errno = ENOENT;                                                                 \
            return -1;                                                                      \
        }                                                                                   \
        va_list arguments;                                                                  \
        va_start(arguments, flags);                                                         \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, mode_t) : 0;      \
        va_end(arguments);                                                                  \
        return ((open_function)next_function(&cache, #name))(path, flags, mode);            \
    }

// What the headers make of open() in programs built with _FORTIFY_SOURCE.
#define DEFINE_CHECKED_OPEN(name)                                                           \
    __attribute__((visibility("default"))) int name(const char *path, int flags) {          \
        static _Atomic(void *) cache;                                                       \
        if (is_hidden(path)) {                                                              \
            errno = ENOENT;                                                                 \
            return -1;                                                                      \
        }                                                                                   \
        return ((checked_open_function)next_function(&cache, #name))(path, flags);          \
    }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_CHECKED_OPEN(__open_2)
DEFINE_CHECKED_OPEN(__open64_2)
