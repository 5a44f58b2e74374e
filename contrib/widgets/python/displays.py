"""The monitors of lightend as a program sees them that listens."""

from gi.repository import Gio, GLib

NAME = "com.github.jcrd.lighten"
ROOT = "/com/github/jcrd/lighten"
DISPLAY = f"{NAME}.Display"
BACKLIGHT = f"{NAME}.Backlight"
OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"


class Displays:
    """Follows every monitor whose brightness can be controlled.

    `listener` has the methods added(path, name, backlight), with the properties of the Backlight
    interface, changed(path, percent), removed(path) and failed(path, message). It does not hear of
    the changes that it asked for itself.
    """

    def __init__(self, bus: Gio.DBusConnection, listener):
        self._bus = bus
        self._listener = listener
        #: What is known of each object: its properties by interface.
        self._objects: dict[str, dict] = {}
        for interface, signal, action in [
            (OBJECT_MANAGER, "InterfacesAdded", self._interfaces_added),
            (OBJECT_MANAGER, "InterfacesRemoved", self._interfaces_removed),
            (BACKLIGHT, "BrightnessChanged", self._brightness_changed),
        ]:
            bus.signal_subscribe(NAME, interface, signal, None, None, Gio.DBusSignalFlags.NONE, action)
        # Starts the service where it is installed, and tells when it starts anew.
        Gio.bus_watch_name_on_connection(
            bus, NAME, Gio.BusNameWatcherFlags.AUTO_START, self._appeared, self._vanished
        )

    def set_brightness(self, path: str, percent: int) -> None:
        """Asks for a brightness. Ask as often as a slider moves: the service keeps up, and only the
        latest value counts."""

        def finish(bus, result):
            try:
                bus.call_finish(result)
            except GLib.Error as error:
                # Gio puts the error's name in front of the service's sentence.
                name = Gio.DBusError.get_remote_error(error)
                self._listener.failed(path, error.message.removeprefix(f"GDBus.Error:{name}: "))

        self._bus.call(
            NAME, path, BACKLIGHT, "SetBrightness", GLib.Variant("(u)", (percent,)),
            None, Gio.DBusCallFlags.NO_AUTO_START, -1, None, finish,
        )

    # The service.

    def _appeared(self, bus, name, owner):
        def finish(bus, result):
            try:
                (objects,) = bus.call_finish(result).unpack()
            except GLib.Error:
                return  # It is gone already.
            for path, interfaces in objects.items():
                self._add(path, interfaces)

        # The answer comes when the monitors have been found.
        bus.call(
            name, ROOT, OBJECT_MANAGER, "GetManagedObjects", None,
            None, Gio.DBusCallFlags.NO_AUTO_START, -1, None, finish,
        )

    def _vanished(self, bus, name):
        for path in list(self._objects):
            self._remove(path, [DISPLAY, BACKLIGHT])

    # Its signals.

    def _interfaces_added(self, bus, sender, root, interface, signal, arguments):
        self._add(*arguments.unpack())

    def _interfaces_removed(self, bus, sender, root, interface, signal, arguments):
        self._remove(*arguments.unpack())

    def _brightness_changed(self, bus, sender, path, interface, signal, arguments):
        percent, _origin, client = arguments.unpack()
        is_echo = client == bus.get_unique_name()
        if self._is_controllable(path) and not is_echo:
            self._listener.changed(path, percent)

    # What is there.

    def _is_controllable(self, path) -> bool:
        return self._objects.get(path, {}).keys() >= {DISPLAY, BACKLIGHT}

    def _add(self, path, interfaces):
        """A monitor was plugged in, or one that is known can be controlled now."""
        was_controllable = self._is_controllable(path)
        known = self._objects.setdefault(path, {})
        known.update(interfaces)
        if self._is_controllable(path) and not was_controllable:
            self._listener.added(path, known[DISPLAY]["Name"], known[BACKLIGHT])

    def _remove(self, path, interfaces):
        """A monitor was unplugged, or it cannot be controlled any more."""
        was_controllable = self._is_controllable(path)
        known = self._objects.pop(path, {})
        rest = {name: properties for name, properties in known.items() if name not in interfaces}
        if rest:
            self._objects[path] = rest
        if was_controllable and not self._is_controllable(path):
            self._listener.removed(path)
