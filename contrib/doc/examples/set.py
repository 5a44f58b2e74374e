#!/usr/bin/env python3
"""set.py SELECTOR PERCENT sets a monitor's brightness, and tells errors apart by their names."""

import sys

from gi.repository import Gio, GLib

NAME = "com.github.jcrd.lighten"
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(path, interface, method, arguments):
    flags = Gio.DBusCallFlags.NONE
    return bus.call_sync(NAME, path, f"{NAME}.{interface}", method, arguments, None, flags, -1, None).unpack()


selector, percent = sys.argv[1], int(sys.argv[2])
try:
    (path,) = call("/com/github/jcrd/lighten", "Manager", "Resolve", GLib.Variant("(s)", (selector,)))
    call(path, "Backlight", "SetBrightness", GLib.Variant("(u)", (percent,)))
except GLib.Error as error:
    name = Gio.DBusError.get_remote_error(error)
    message = error.message.removeprefix(f"GDBus.Error:{name}: ")
    if name in (f"{NAME}.Error.Asleep", f"{NAME}.Error.Unresponsive"):
        print("Later:", message)
    else:
        sys.exit(f"{name}: {message}")
