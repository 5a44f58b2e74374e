/* ioctl, read and write on an emulated node. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "disk.h"
#include "emulator_client.h"
#include "hidraw.h"
#include "next.h"

/* What a graphics driver's bit-banged or GMBUS adapter offers. */
#define ADAPTER_FUNCTIONS (I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL)

static int transfer(struct descriptor *entry, int file_descriptor, struct i2c_msg *messages,
                    unsigned count)
{
    unsigned char packet[PACKET_MAXIMUM], data[PACKET_MAXIMUM];
    struct request request = {OPERATION_TRANSFER, count};
    size_t length = sizeof request, data_length = 0;
    memcpy(packet, &request, sizeof request);
    for (unsigned i = 0; i < count; i++) {
        struct message_header header = {messages[i].addr, messages[i].flags, messages[i].len, 0};
        size_t written = messages[i].flags & I2C_M_RD ? 0 : messages[i].len;
        data_length += messages[i].flags & I2C_M_RD ? messages[i].len : 0;
        if (length + sizeof header + written > sizeof packet || data_length > sizeof data) {
            errno = EINVAL;
            return -1;
        }
        memcpy(packet + length, &header, sizeof header);
        memcpy(packet + length + sizeof header, messages[i].buf, written);
        length += sizeof header + written;
    }
    int result = emulator_exchange(entry, file_descriptor, packet, length, data, data_length);
    if (result < 0)
        return -1;
    size_t offset = 0;
    for (unsigned i = 0; i < count; i++)
        if (messages[i].flags & I2C_M_RD) {
            memcpy(messages[i].buf, data + offset, messages[i].len);
            offset += messages[i].len;
        }
    return result;
}

static int control_i2c(struct descriptor *entry, int file_descriptor, unsigned long request,
                       void *argument)
{
    switch (request) {
    case I2C_FUNCS:
        *(unsigned long *)argument = ADAPTER_FUNCTIONS;
        return 0;
    case I2C_SLAVE:
    case I2C_SLAVE_FORCE:
        atomic_store(&entry->slave_address, (int)(long)argument);
        return 0;
    case I2C_RETRIES:
    case I2C_TIMEOUT:
    case I2C_TENBIT:
    case I2C_PEC:
        return 0;
    case I2C_RDWR: {
        struct i2c_rdwr_ioctl_data *data = argument;
        if (data->nmsgs == 0 || data->nmsgs > I2C_RDWR_IOCTL_MAX_MSGS)
            break;
        return transfer(entry, file_descriptor, data->msgs, data->nmsgs);
    }
    case I2C_SMBUS:
        errno = EOPNOTSUPP;
        return -1;
    default:
        errno = ENOTTY;
        return -1;
    }
    errno = EINVAL;
    return -1;
}

int ioctl(int file_descriptor, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    struct descriptor *entry;
    if ((entry = descriptor_find(file_descriptor, DESCRIPTOR_I2C)))
        return control_i2c(entry, file_descriptor, request, argument);
    if ((entry = descriptor_find(file_descriptor, DESCRIPTOR_HIDRAW)))
        return hidraw_control(entry, file_descriptor, request, argument);
    return NEXT(ioctl)(file_descriptor, request, argument);
}

/* read and write are a transfer of one message to the slave address. */
static ssize_t transfer_one(struct descriptor *entry, int file_descriptor, void *buffer,
                            size_t count, int flags)
{
    int address = atomic_load(&entry->slave_address);
    if (count > 8192) /* i2c-dev's own limit */
        count = 8192;
    struct i2c_msg message = {address < 0 ? 0 : address, flags, count, buffer};
    return transfer(entry, file_descriptor, &message, 1) < 0 ? -1 : (ssize_t)count;
}

ssize_t read(int file_descriptor, void *buffer, size_t count)
{
    struct descriptor *entry = descriptor_find(file_descriptor, DESCRIPTOR_I2C);
    if (entry)
        return transfer_one(entry, file_descriptor, buffer, count, I2C_M_RD);
    if (disk_fails_read(file_descriptor))
        return -1;
    return NEXT(read)(file_descriptor, buffer, count);
}

ssize_t write(int file_descriptor, const void *buffer, size_t count)
{
    struct descriptor *entry = descriptor_find(file_descriptor, DESCRIPTOR_I2C);
    if (entry)
        return transfer_one(entry, file_descriptor, (void *)buffer, count, 0);
    return NEXT(write)(file_descriptor, buffer, count);
}
