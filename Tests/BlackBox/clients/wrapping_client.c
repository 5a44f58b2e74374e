/* Puts its own open in front of the preload library's, as a program does that
 * lets its libraries see only some nodes: /dev/i2c-N of its argument is
 * passed on, the others are not there. It prints what each open came to. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *visible;

static int hidden(const char *path)
{
    return visible && strncmp(path, "/dev/i2c-", 9) == 0 && strcmp(path, visible) != 0;
}

#define DEFINE_OPEN(name)                                                                      \
    int name(const char *path, int flags, ...)                                                 \
    {                                                                                          \
        va_list arguments;                                                                     \
        va_start(arguments, flags);                                                            \
        mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;                         \
        va_end(arguments);                                                                     \
        if (hidden(path)) {                                                                    \
            errno = ENOENT;                                                                    \
            return -1;                                                                         \
        }                                                                                      \
        int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);                         \
        return next(path, flags, mode);                                                        \
    }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPEN(__open_2)
DEFINE_OPEN(__open64_2)

#include <ddcutil_c_api.h>
#include <ddcutil_macros.h>

int main(int count, char **arguments)
{
    DDCA_Display_Info_List *displays = NULL;
    if (count < 2)
        return 2;
    visible = arguments[1];
#if DDCUTIL_VMAJOR >= 2
    ddca_init(NULL, DDCA_SYSLOG_NEVER, DDCA_INIT_OPTIONS_DISABLE_CONFIG_FILE);
#endif
    if (ddca_get_display_info_list2(false, &displays) != 0)
        return 1;
    for (int i = 0; i < displays->ct; i++)
        printf("@bus %d\n", displays->info[i].path.path.i2c_busno);
    return 0;
}
