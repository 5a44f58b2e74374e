/* The disk of the desk, which may stall or fail. */
#ifndef DISK_H
#define DISK_H

#include <stdbool.h>

/* Waits while the disk does not answer. */
void disk_wait(void);

/* Whether the state file cannot be opened or read; errno says why. */
bool disk_fails_open(const char *path);
bool disk_fails_read(int file_descriptor);

#endif
