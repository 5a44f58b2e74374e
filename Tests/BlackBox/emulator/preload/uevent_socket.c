/* udev's netlink socket becomes a connection to the emulator, which sends its
 * events to every one of them. umockdev's own sockets are named by descriptor
 * number, so that of two processes only one would hear anything. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "emulator_client.h"
#include "next.h"

/* libudev's multicast group of processed events (systemd, sd-device-monitor). */
#define GROUP_UDEV 2

static struct sockaddr_nl netlink_address(pid_t port, unsigned groups)
{
    return (struct sockaddr_nl){.nl_family = AF_NETLINK, .nl_pid = port, .nl_groups = groups};
}

int socket(int domain, int type, int protocol)
{
    if (domain != AF_NETLINK || protocol != NETLINK_KOBJECT_UEVENT)
        return NEXT(socket)(domain, type, protocol);
    int file_descriptor = emulator_connect(OPERATION_UEVENTS, getpid(), type & SOCK_CLOEXEC);
    if (file_descriptor < 0)
        return -1;
    if (!descriptor_register(file_descriptor, DESCRIPTOR_UEVENTS, 0)) {
        NEXT(close)(file_descriptor);
        errno = EMFILE;
        return -1;
    }
    if (type & SOCK_NONBLOCK)
        fcntl(file_descriptor, F_SETFL, fcntl(file_descriptor, F_GETFL) | O_NONBLOCK);
    return file_descriptor;
}

int bind(int file_descriptor, const struct sockaddr *address, socklen_t length)
{
    if (descriptor_find(file_descriptor, DESCRIPTOR_UEVENTS))
        return 0;
    return NEXT(bind)(file_descriptor, address, length);
}

int getsockname(int file_descriptor, struct sockaddr *address, socklen_t *length)
{
    if (!descriptor_find(file_descriptor, DESCRIPTOR_UEVENTS))
        return NEXT(getsockname)(file_descriptor, address, length);
    struct sockaddr_nl own = netlink_address(getpid(), GROUP_UDEV);
    memcpy(address, &own, *length < sizeof own ? *length : sizeof own);
    *length = sizeof own;
    return 0;
}

/* libudev trusts messages of root on the udev group only. */
static void pretend_netlink_sender(struct msghdr *message, socklen_t name_length)
{
    struct sockaddr_nl sender = netlink_address(0, GROUP_UDEV);
    if (message->msg_name && name_length >= sizeof sender) {
        memcpy(message->msg_name, &sender, sizeof sender);
        message->msg_namelen = sizeof sender;
    }
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part))
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_CREDENTIALS) {
            struct ucred credentials;
            memcpy(&credentials, CMSG_DATA(part), sizeof credentials);
            credentials.uid = 0;
            credentials.gid = 0;
            memcpy(CMSG_DATA(part), &credentials, sizeof credentials);
        }
}

ssize_t recvmsg(int file_descriptor, struct msghdr *message, int flags)
{
    struct descriptor *entry = descriptor_find(file_descriptor, DESCRIPTOR_UEVENTS);
    socklen_t name_length = message->msg_namelen;
    ssize_t received = NEXT(recvmsg)(file_descriptor, message, flags);
    if (entry && received > 0)
        pretend_netlink_sender(message, name_length);
    return received;
}
