/* The function of the same name that comes after this library. */
#ifndef NEXT_H
#define NEXT_H

#include <dlfcn.h>

/* Two threads may resolve at once; both store the same pointer. */
#define NEXT(name)                                                                             \
    ({                                                                                         \
        static __typeof__(&name) next_function;                                                \
        __typeof__(&name) found = __atomic_load_n(&next_function, __ATOMIC_RELAXED);           \
        if (!found) {                                                                          \
            found = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                                \
            __atomic_store_n(&next_function, found, __ATOMIC_RELAXED);                         \
        }                                                                                      \
        found;                                                                                 \
    })

#endif
