// Limits the process to one I2C bus; see bus_filter.c.

#pragma once

// From now on opens of any other /dev/i2c-N than `bus` fail with ENOENT.
void lighten_filter_buses_to(int bus);
