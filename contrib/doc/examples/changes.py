from gi.repository import Gio, GLib

def changed(connection, sender, path, interface, signal, arguments):
    brightness, origin, who = arguments.unpack()
    print(path, brightness, origin, flush=True)

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.signal_subscribe(
    "com.github.jcrd.lighten", "com.github.jcrd.lighten.Backlight", "BrightnessChanged",
    None, None, Gio.DBusSignalFlags.NONE, changed)
GLib.MainLoop().run()
