/* The end of a descriptor: closed, or replaced by another one. */
#define _GNU_SOURCE
#include <unistd.h>

#include "descriptor_table.h"
#include "next.h"

int close(int file_descriptor)
{
    descriptor_forget(file_descriptor);
    return NEXT(close)(file_descriptor);
}

int dup2(int original, int replaced)
{
    if (original != replaced)
        descriptor_forget(replaced);
    return NEXT(dup2)(original, replaced);
}

int dup3(int original, int replaced, int flags)
{
    if (original != replaced)
        descriptor_forget(replaced);
    return NEXT(dup3)(original, replaced, flags);
}
