#!/usr/bin/env python3
"""Lists the monitors: one call answers everything about all of them. Needs python3-gi."""

from gi.repository import Gio, GLib

NAME = "com.github.jcrd.lighten"

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
(objects,) = bus.call_sync(
    NAME, "/com/github/jcrd/lighten", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects",
    None, GLib.VariantType("(a{oa{sa{sv}}})"), Gio.DBusCallFlags.NONE, -1, None,
).unpack()

for path in sorted(objects, key=lambda path: int(path.rsplit("/", 1)[1])):
    display = objects[path][f"{NAME}.Display"]
    # Without this interface the monitor cannot be controlled now; State and Reason say why.
    backlight = objects[path].get(f"{NAME}.Backlight")
    level = f"{backlight['Brightness']}%" if backlight else f"{display['State']}: {display['Reason']}"
    print(path, display["Name"], display["Connector"], level)
