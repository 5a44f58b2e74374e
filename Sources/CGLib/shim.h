// GLib for Swift: the headers, and static inline functions for what Swift cannot import
// (function-like macros, variadic functions, casts between GObject types).

#pragma once

#define G_LOG_USE_STRUCTURED 1
#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib.h>
#include <sys/xattr.h>
#include <unistd.h>

static inline const GVariantType *lighten_variant_type(const char *string) {
    return (const GVariantType *)string;
}

// g_object_unref() takes gpointer; naming it keeps the Swift side free of raw pointer casts.
static inline void lighten_object_unref(void *object) { g_object_unref(object); }
static inline void *lighten_object_ref(void *object) { return g_object_ref(object); }

static inline gulong lighten_signal_connect(
    void *instance, const char *signal, GCallback callback, gpointer data, GClosureNotify destroy) {
    return g_signal_connect_data(instance, signal, callback, data, destroy, (GConnectFlags)0);
}

static inline GQuark lighten_io_error_quark(void) { return G_IO_ERROR; }
static inline GQuark lighten_key_file_error_quark(void) { return G_KEY_FILE_ERROR; }

// The kernel keeps a POSIX access control list in this attribute (xattr(7)).
static inline int lighten_has_access_list(const char *path) {
    return getxattr(path, "system.posix_acl_access", NULL, 0) > 0;
}

// Runs in a child before its program begins, where only async-signal-safe functions may be called.
static inline void lighten_lead_process_group(gpointer data) {
    (void)data;
    setpgid(0, 0);
}
