// The memory of this process. A C target, not a header for Swift: what it needs of the C library is
// declared for _GNU_SOURCE only, with which Swift's own import of the library disagrees.

#pragma once

// Gives back what the program does not need at the moment: freed pages of the heap, and pages of
// programs and libraries that are as they are in their files.
void lighten_release_memory(void);
