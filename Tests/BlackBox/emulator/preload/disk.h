/* The disk of the desk, which may stall. */
#ifndef DISK_H
#define DISK_H

/* Waits while the disk does not answer. */
void disk_wait(void);

#endif
