/* The paths of emulated device nodes. */
#ifndef DEVICE_PATH_H
#define DEVICE_PATH_H

#include <limits.h>
#include <stdbool.h>

#pragma GCC visibility push(hidden)

/* N of "/dev/i2c-N", else -1. */
int device_path_bus(const char *path);

/* N of "/dev/hidrawN", else -1. */
int device_path_hidraw(const char *path);

/* Below /dev, and not in the emulated tree: a node of the real machine. */
bool device_path_is_real(const char *path);

/* In udev's database, which umockdev emulates from 0.18 on only: the path in the emulated tree. */
bool device_path_in_database(const char *path, char emulated[PATH_MAX]);

#pragma GCC visibility pop

#endif
