// What a worker process asks of the operating system that Swift cannot: see the two C files.

#pragma once

// From now on opens of any other /dev/i2c-N than `bus` fail with ENOENT.
void lighten_filter_buses_to(int bus);

// Lets the kernel kill this process when its parent ends.
void lighten_die_with_parent(void);
