// The kernel's interfaces for Swift that its import of the C library leaves out: ioctls are macros
// over a variadic function, and timerfd has a header of its own.

#pragma once

#include <linux/hidraw.h>
#include <stdint.h>
#include <sys/ioctl.h>
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
