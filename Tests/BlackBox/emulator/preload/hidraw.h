/* ioctl on an emulated /dev/hidrawN. */
#ifndef HIDRAW_H
#define HIDRAW_H

#include "descriptor_table.h"

#pragma GCC visibility push(hidden)

int hidraw_control(struct descriptor *entry, int file_descriptor, unsigned long request,
                   void *argument);

#pragma GCC visibility pop

#endif
