// A wrapper, as prctl() is variadic.

#include <signal.h>
#include <sys/prctl.h>

#include "CWorkerProcess.h"

void lighten_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }
