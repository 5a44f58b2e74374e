/* umockdev keeps the path it looks at in static buffers, without a lock in
 * these calls: libudev in two threads would mistake sysfs for something else. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/statfs.h>

#include "next.h"

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define DEFINE_LOCKED(name, subject, type)                                                     \
    int name(subject, struct type *status)                                                     \
    {                                                                                          \
        pthread_mutex_lock(&one_at_a_time);                                                    \
        int result = NEXT(name)(looked_at, status);                                            \
        pthread_mutex_unlock(&one_at_a_time);                                                  \
        return result;                                                                         \
    }

DEFINE_LOCKED(statfs, const char *looked_at, statfs)
DEFINE_LOCKED(statfs64, const char *looked_at, statfs64)
DEFINE_LOCKED(fstatfs, int looked_at, statfs)
DEFINE_LOCKED(fstatfs64, int looked_at, statfs64)
