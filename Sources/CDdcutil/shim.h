// libddcutil for Swift, versions 1.4 and 2.x: the headers, flat structures, and all that differs
// between the versions. The rest of lighten does not know which one it was built with.

#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The API header includes neither of the first two.
#include <ddcutil_macros.h>
#include <ddcutil_status_codes.h>
#include <ddcutil_c_api.h>

// Later names of status codes, for libraries that do not know them yet. The numbers are those of
// ddcutil_status_codes.h of 2.2.
#ifndef DDCRC_DISCONNECTED
#define DDCRC_DISCONNECTED (-3029)
#endif
#ifndef DDCRC_DPMS_ASLEEP
#define DDCRC_DPMS_ASLEEP (-3030)
#endif
#ifndef DDCRC_FLOCKED
#define DDCRC_FLOCKED (-3031)
#endif
#ifndef DDCRC_QUIESCED
#define DDCRC_QUIESCED (-3032)
#endif

// What became of an operation, in the terms of a program that wants to go on.
typedef enum {
    LIGHTEN_DDC_OK,
    LIGHTEN_DDC_UNSUPPORTED,
    LIGHTEN_DDC_UNRESPONSIVE,
    LIGHTEN_DDC_ASLEEP,
    LIGHTEN_DDC_GONE,
    LIGHTEN_DDC_PERMISSION,
    LIGHTEN_DDC_FAILED,
} LightenDDCOutcome;

static inline LightenDDCOutcome lighten_ddc_outcome(DDCA_Status status) {
    switch (status) {
        case 0:
            return LIGHTEN_DDC_OK;
        case DDCRC_REPORTED_UNSUPPORTED:
        case DDCRC_DETERMINED_UNSUPPORTED:
            return LIGHTEN_DDC_UNSUPPORTED;
        case DDCRC_DPMS_ASLEEP:
            return LIGHTEN_DDC_ASLEEP;
        case -ENXIO:  // also what several drivers answer when nobody acknowledges the address
        case DDCRC_DDC_DATA:
        case DDCRC_NULL_RESPONSE:
        case DDCRC_MULTI_PART_READ_FRAGMENT:
        case DDCRC_ALL_TRIES_ZERO:
        case DDCRC_READ_ALL_ZERO:
        case DDCRC_RETRIES:
        case DDCRC_ALL_RESPONSES_NULL:
        case DDCRC_FLOCKED:
        case DDCRC_QUIESCED:
        case DDCRC_VERIFY:
        case DDCRC_READ_EDID:
        case DDCRC_OTHER:  // what 2.2.0 answers to a read that nobody acknowledged (seen)
        case -EIO:
        case -EREMOTEIO:
        case -ETIMEDOUT:
        case -EAGAIN:
        case -EBUSY:
            return LIGHTEN_DDC_UNRESPONSIVE;
        case -ENOENT:
        case -ENODEV:
        case DDCRC_ARG:
        case DDCRC_INVALID_DISPLAY:
        case DDCRC_DISCONNECTED:
            return LIGHTEN_DDC_GONE;
        case -EACCES:
        case -EPERM:
            return LIGHTEN_DDC_PERMISSION;
        default:
            return LIGHTEN_DDC_FAILED;
    }
}

// Prepares the library. 1.4 does that itself when it is loaded.
static inline DDCA_Status lighten_ddc_init(void) {
    DDCA_Status status = 0;
#if DDCUTIL_VMAJOR >= 2
    const char *options = "";
#if DDCUTIL_VMAJOR > 2 || DDCUTIL_VMINOR >= 1
    // Dynamic sleep learns from other processes' traffic too, and answers slower for it. The
    // watch thread would do twice what lightend does.
    options = "--disable-dynamic-sleep --disable-watch-displays";
#endif
    status = ddca_init(options, DDCA_SYSLOG_ERROR, DDCA_INIT_OPTIONS_NONE);
    if (status != 0) {
        // Another release may not know those options; none of them is needed.
        status = ddca_init(NULL, DDCA_SYSLOG_ERROR, DDCA_INIT_OPTIONS_NONE);
    }
#endif
    // Reading back after each write doubles its time; what is asked for is read when it matters.
    ddca_enable_verify(false);
    // Not NULL, which the API documents for silence: 2.2.0 hands it on to fprintf() and dies of it,
    // where the other buses cannot be opened (seen).
    FILE *nowhere = fopen("/dev/null", "we");
    if (nowhere != NULL) {
        ddca_set_fout(nowhere);
        ddca_set_ferr(nowhere);
    }
    return status;
}

// Finds the display on an I2C bus, also one that did not answer; NULL when there is none.
static inline DDCA_Display_Ref lighten_ddc_display_on_bus(int bus, uint8_t edid[128]) {
    DDCA_Display_Ref *references = NULL;
    if (ddca_get_display_refs(true, &references) != 0 || references == NULL) return NULL;
    DDCA_Display_Ref found = NULL;
    for (int index = 0; references[index] != NULL && found == NULL; index++) {
        DDCA_Display_Info *info = NULL;
        if (ddca_get_display_info(references[index], &info) != 0 || info == NULL) continue;
        if (info->path.io_mode == DDCA_IO_I2C && info->path.path.i2c_busno == bus) {
            found = references[index];
            memcpy(edid, info->edid_bytes, 128);
        }
        ddca_free_display_info(info);
    }
    free(references);
    return found;
}

// The major version of the headers that this program was compiled with.
static inline int lighten_ddc_compiled_major(void) { return DDCUTIL_VMAJOR; }
