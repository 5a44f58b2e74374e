#define _GNU_SOURCE
#include "emulator_client.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "next.h"

static ssize_t receive(int file_descriptor, void *buffer, size_t length)
{
    ssize_t received;
    do
        received = recv(file_descriptor, buffer, length, 0);
    while (received < 0 && errno == EINTR);
    return received;
}

/* False with errno when there is no reply or it is an error. */
static bool receive_reply(int file_descriptor, struct reply *reply)
{
    ssize_t received = receive(file_descriptor, reply, sizeof *reply);
    if (received < (ssize_t)sizeof *reply) {
        errno = ENODEV;
        return false;
    }
    if (reply->result < 0) {
        errno = -reply->result;
        return false;
    }
    return true;
}

static int connect_socket(int socket_flags)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("I2C_EMULATOR_SOCKET");
    if (!path || strlen(path) >= sizeof address.sun_path) {
        errno = ENOENT;
        return -1;
    }
    strcpy(address.sun_path, path);
    int file_descriptor = NEXT(socket)(AF_UNIX, SOCK_SEQPACKET | socket_flags, 0);
    if (file_descriptor < 0)
        return -1;
    int connected;
    do
        connected = connect(file_descriptor, (struct sockaddr *)&address, sizeof address);
    while (connected < 0 && errno == EINTR);
    if (connected < 0) {
        NEXT(close)(file_descriptor);
        errno = ENOENT; /* without an emulator there are no devices */
        return -1;
    }
    return file_descriptor;
}

static int start_conversation(enum operation operation, uint32_t argument, int socket_flags,
                              struct reply *reply)
{
    int file_descriptor = connect_socket(socket_flags);
    if (file_descriptor < 0)
        return -1;
    struct request request = {operation, argument};
    if (send(file_descriptor, &request, sizeof request, MSG_NOSIGNAL) < 0 ||
        !receive_reply(file_descriptor, reply)) {
        int reason = errno;
        NEXT(close)(file_descriptor);
        errno = reason;
        return -1;
    }
    return file_descriptor;
}

int emulator_connect(enum operation operation, uint32_t argument, int socket_flags)
{
    struct reply reply;
    return start_conversation(operation, argument, socket_flags, &reply);
}

int emulator_query_mode(int bus)
{
    struct reply reply;
    int file_descriptor = start_conversation(OPERATION_QUERY, bus, SOCK_CLOEXEC, &reply);
    if (file_descriptor < 0)
        return -1;
    NEXT(close)(file_descriptor);
    return reply.result;
}

static void wait_for_wire(uint64_t nanoseconds)
{
    struct timespec end;
    if (!nanoseconds)
        return;
    clock_gettime(CLOCK_MONOTONIC, &end);
    nanoseconds += end.tv_nsec;
    end.tv_sec += nanoseconds / 1000000000;
    end.tv_nsec = nanoseconds % 1000000000;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL) == EINTR)
        continue;
}

int emulator_exchange(struct descriptor *entry, int file_descriptor, const void *packet,
                      size_t length, void *data, size_t data_length)
{
    struct reply reply;
    struct iovec parts[] = {{&reply, sizeof reply}, {data, data_length}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t received = -1;
    pthread_mutex_lock(&entry->exchange);
    if (send(file_descriptor, packet, length, MSG_NOSIGNAL) >= 0)
        do
            received = NEXT(recvmsg)(file_descriptor, &message, 0);
        while (received < 0 && errno == EINTR);
    if (received >= (ssize_t)sizeof reply)
        wait_for_wire(reply.wire_time_ns);
    pthread_mutex_unlock(&entry->exchange);
    if (received < (ssize_t)sizeof reply) {
        errno = ENODEV;
        return -1;
    }
    if (reply.result < 0) {
        errno = -reply.result;
        return -1;
    }
    return reply.result;
}
