#define _GNU_SOURCE
#include "descriptor_table.h"

#include <unistd.h>

/* Only the pages of entries in use take memory: the table is zero at the start. */
#define TABLE_LENGTH 65536
static struct descriptor table[TABLE_LENGTH];

struct descriptor *descriptor_find(int file_descriptor, enum descriptor_kind kind)
{
    if (file_descriptor < 0 || file_descriptor >= TABLE_LENGTH)
        return NULL;
    struct descriptor *entry = &table[file_descriptor];
    return atomic_load(&entry->kind) == (int)kind ? entry : NULL;
}

bool descriptor_register(int file_descriptor, enum descriptor_kind kind, int number)
{
    if (file_descriptor < 0 || file_descriptor >= TABLE_LENGTH)
        return false;
    struct descriptor *entry = &table[file_descriptor];
    pthread_mutex_init(&entry->exchange, NULL);
    atomic_store(&entry->number, number);
    atomic_store(&entry->slave_address, -1);
    atomic_store(&entry->lock_file, 0);
    atomic_store(&entry->kind, kind);
    return true;
}

void descriptor_forget(int file_descriptor)
{
    if (file_descriptor < 0 || file_descriptor >= TABLE_LENGTH)
        return;
    struct descriptor *entry = &table[file_descriptor];
    if (atomic_exchange(&entry->kind, DESCRIPTOR_FOREIGN) == DESCRIPTOR_FOREIGN)
        return;
    int lock_file = atomic_exchange(&entry->lock_file, 0);
    if (lock_file)
        close(lock_file - 1);
}
