#!/usr/bin/env python3
"""Prints each change, whoever made it, and each monitor that comes or goes. Needs python3-gi."""

from gi.repository import Gio, GLib

NAME = "com.github.jcrd.lighten"
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def changed(connection, service, path, interface, signal, arguments):
    brightness, origin, sender = arguments.unpack()
    if sender != bus.get_unique_name():  # else it is the echo of a call of our own
        print(path, f"{brightness}%", origin, flush=True)


def added(connection, service, root, interface, signal, arguments):
    path, interfaces = arguments.unpack()
    if display := interfaces.get(f"{NAME}.Display"):
        print(path, "plugged in:", display["Name"], flush=True)


def removed(connection, service, root, interface, signal, arguments):
    path, interfaces = arguments.unpack()
    if f"{NAME}.Display" in interfaces:
        print(path, "unplugged", flush=True)


def subscribe(interface, signal, callback):
    bus.signal_subscribe(NAME, interface, signal, None, None, Gio.DBusSignalFlags.NONE, callback)


subscribe("org.freedesktop.DBus.ObjectManager", "InterfacesAdded", added)
subscribe("org.freedesktop.DBus.ObjectManager", "InterfacesRemoved", removed)
subscribe(f"{NAME}.Backlight", "BrightnessChanged", changed)
GLib.MainLoop().run()
