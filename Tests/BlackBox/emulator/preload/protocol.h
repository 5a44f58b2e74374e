/* What the preload library and the emulator say to each other: one request and
 * one reply a packet, over a SOCK_SEQPACKET socket. `protocol.py` is the other
 * end; both are of the same machine, so the byte order is its own. */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdint.h>

/* The largest packet: more than libddcutil, or an EDID with its extensions, needs. */
#define PACKET_MAXIMUM 65536

enum operation {
    OPERATION_OPEN = 1,           /* argument: bus number; the connection is its descriptor */
    OPERATION_QUERY = 2,          /* argument: bus number; the result is its permission bits */
    OPERATION_UEVENTS = 3,        /* the connection receives udev's events from then on */
    OPERATION_TRANSFER = 4,       /* argument: message count; headers and written bytes follow */
    OPERATION_HIDRAW = 5,         /* argument: N of /dev/hidrawN; it is the descriptor */
    OPERATION_HIDRAW_CONTROL = 6, /* argument: number of the ioctl << 8 | number of the report */
};

struct request {
    uint32_t operation;
    uint32_t argument;
};

/* One I2C message; the bytes of a write follow its header directly. */
struct message_header {
    uint16_t address;
    uint16_t flags;
    uint16_t length;
    uint16_t unused;
};

/* The bytes that were read follow, one message after the other. */
struct reply {
    int32_t result;        /* what the system call returns, or -errno */
    uint32_t unused;
    uint64_t wire_time_ns; /* how long the caller has to wait for the wire */
};

#endif
