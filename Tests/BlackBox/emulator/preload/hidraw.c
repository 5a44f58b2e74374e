#include "hidraw.h"

#include <errno.h>
#include <linux/hidraw.h>
#include <sys/ioctl.h>

#include "emulator_client.h"

/* The emulator decides what to do with a request's number. Requests for a
 * report begin with its number, and are answered in the same buffer. */
int hidraw_control(struct descriptor *entry, int file_descriptor, unsigned long request,
                   void *argument)
{
    unsigned char *buffer = argument;
    unsigned number = _IOC_NR(request), report = 0;
    if (_IOC_TYPE(request) != 'H' || !(_IOC_DIR(request) & _IOC_READ) || _IOC_SIZE(request) == 0) {
        errno = ENOTTY;
        return -1;
    }
    if (number == _IOC_NR(HIDIOCGINPUT(1)) || number == _IOC_NR(HIDIOCGFEATURE(1)))
        report = buffer[0];
    struct request packet = {OPERATION_HIDRAW_CONTROL, number << 8 | report};
    return emulator_exchange(entry, file_descriptor, &packet, sizeof packet, buffer,
                             _IOC_SIZE(request));
}
