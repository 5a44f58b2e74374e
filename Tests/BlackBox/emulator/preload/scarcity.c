/* What a machine in need does to lightend: no processes, no threads, and a kernel that does not let
 * a process go yet. Each lasts as long as a file of that name is in the folder EMULATOR_SCARCITY. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "next.h"

static bool lacks(const char *what)
{
    const char *folder = getenv("EMULATOR_SCARCITY");
    char path[PATH_MAX];
    if (!folder || strcmp(program_invocation_short_name, "lightend") != 0)
        return false;
    snprintf(path, sizeof path, "%s/%s", folder, what);
    return syscall(SYS_access, path, F_OK) == 0;
}

pid_t fork(void)
{
    if (lacks("processes")) {
        errno = EAGAIN;
        return -1;
    }
    return NEXT(fork)();
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument)
{
    if (lacks("threads"))
        return EAGAIN;
    return NEXT(pthread_create)(thread, attributes, start, argument);
}

/* The kernel ends a process in the state D only when its system call is over. */
static void *kill_later(void *process)
{
    while (lacks("kills"))
        usleep(10000);
    NEXT(kill)((pid_t)(intptr_t)process, SIGKILL);
    return NULL;
}

int kill(pid_t process, int number)
{
    pthread_t thread;
    if (number != SIGKILL || process <= 0 || !lacks("kills"))
        return NEXT(kill)(process, number);
    if (NEXT(pthread_create)(&thread, NULL, kill_later, (void *)(intptr_t)process) == 0)
        pthread_detach(thread);
    return 0;
}
