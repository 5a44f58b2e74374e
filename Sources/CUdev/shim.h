// libudev for Swift: its one header.

#pragma once

#include <libudev.h>
