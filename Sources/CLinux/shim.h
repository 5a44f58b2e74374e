// What Swift's import of the C library leaves out of Linux: ioctls are macros over a variadic
// function; timerfd, the heap and the loaded objects have headers of their own.

#pragma once

// For dl_iterate_phdr(3).
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <link.h>
#include <linux/hidraw.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

// Asks for the input report whose number is in the first byte (Documentation/hid/hidraw.rst).
// Returns how many bytes came, the number with them; -1 with errno.
static inline int lighten_hid_get_input(int descriptor, void *report, unsigned int size) {
    return ioctl(descriptor, HIDIOCGINPUT(size), report);
}

// A timer far in the future that becomes readable when the clock of the day is set
// (timerfd_create(2)); -1 where there is none.
static inline int lighten_timer_cancelled_by_set_clock(void) {
    int descriptor = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    // Three centuries on, which the kernel's nanoseconds can still count; or what time_t can.
    time_t late = sizeof(time_t) > 4 ? (time_t)9000000000LL : (time_t)INT32_MAX;
    struct itimerspec never = {.it_value.tv_sec = late};
    int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
    if (descriptor >= 0 && timerfd_settime(descriptor, flags, &never, NULL) < 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

// Reads such a timer, so that it is not readable until the clock is set again.
static inline void lighten_timer_read(int descriptor) {
    uint64_t count;
    ssize_t size = read(descriptor, &count, sizeof count);
    (void)size;
}

// Gives the pages of one loaded object back that are as they are in its file: those of segments
// that nobody may write to. Relocated data, although read-only by now, is in a writable one.
static inline int lighten_release_object(struct dl_phdr_info *object, size_t size, void *data) {
    (void)size;
    (void)data;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_memsz;
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

// Gives back what the program does not need at the moment.
static inline void lighten_release_memory(void) {
    malloc_trim(0);
    dl_iterate_phdr(lighten_release_object, NULL);
}
