/* Conversations with the emulator, which listens on $I2C_EMULATOR_SOCKET. */
#ifndef EMULATOR_CLIENT_H
#define EMULATOR_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "descriptor_table.h"
#include "protocol.h"

#pragma GCC visibility push(hidden)

/* Connects and sends the first request; the descriptor, or -1 with the
 * emulator's errno. `socket_flags`: SOCK_CLOEXEC or 0. */
int emulator_connect(enum operation operation, uint32_t argument, int socket_flags);

/* The permission bits of /dev/i2c-N, or -1 and errno. */
int emulator_query_mode(int bus);

/* One packet there and one back, then the wire time. The reply's result (-1
 * and errno when it is an error); its data are copied to `data`. */
int emulator_exchange(struct descriptor *entry, int file_descriptor, const void *packet,
                      size_t length, void *data, size_t data_length);

#pragma GCC visibility pop

#endif
