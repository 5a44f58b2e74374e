/* What this library knows about each file descriptor of the process. */
#ifndef DESCRIPTOR_TABLE_H
#define DESCRIPTOR_TABLE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#pragma GCC visibility push(hidden)

enum descriptor_kind {
    DESCRIPTOR_FOREIGN = 0, /* nothing of ours */
    DESCRIPTOR_I2C,
    DESCRIPTOR_UEVENTS,
    DESCRIPTOR_HIDRAW,
};

struct descriptor {
    atomic_int kind;
    atomic_int number;        /* N of /dev/i2c-N or /dev/hidrawN */
    atomic_int slave_address; /* set by I2C_SLAVE, used by read and write */
    atomic_int lock_file;     /* descriptor that stands for this one in flock, plus 1 */
    pthread_mutex_t exchange; /* a request and its reply belong together */
};

/* The entry of a descriptor, null when it is not of this kind. */
struct descriptor *descriptor_find(int file_descriptor, enum descriptor_kind kind);

/* False when the descriptor is beyond the table. */
bool descriptor_register(int file_descriptor, enum descriptor_kind kind, int number);

/* To be called before the descriptor is closed, since it may be reused at once. */
void descriptor_forget(int file_descriptor);

#pragma GCC visibility pop

#endif
